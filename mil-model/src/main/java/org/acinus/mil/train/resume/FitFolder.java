package org.acinus.mil.train.resume;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.acinus.mil.pack.Tensor;
import org.acinus.mil.train.EpochReport;
import org.acinus.mil.train.FitCheckpoints;
import org.acinus.mil.train.FitState;
import org.acinus.mil.train.data.BagDataException;

/// An unfinished training on disk: `recipe.json`, which says what it is a training of, and for each fit its result or
/// its newest state. Everything in it can be made again; it is removed when the training is done.
///
/// One process at a time.
public final class FitFolder {
    private static final String RECIPE = "recipe.json";
    private static final String RESULT = "fit-%05d";
    private static final String STATE = "state-%05d";

    private final Path folder;

    private FitFolder(Path folder) {
        this.folder = folder;
    }

    /// A fitted head.
    ///
    /// @param epoch of the weights
    /// @param weights by name
    /// @param reports of all epochs
    record Finished(int epoch, Map<String, Tensor> weights, List<EpochReport> reports) {}

    /// Opens a folder, which is made where there is none.
    ///
    /// @param recipe whatever decides how the training goes, as text
    /// @throws BagDataException where another training has been left unfinished there
    public static FitFolder open(Path folder, String recipe) {
        Path file = folder.resolve(RECIPE);
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(folder);
                StoredArrays.writeDurably(file, recipe.getBytes(StandardCharsets.UTF_8));
            } else if (!Arrays.equals(Files.readAllBytes(file), recipe.getBytes(StandardCharsets.UTF_8))) {
                throw new BagDataException(folder + " holds an unfinished training of another recipe, version or other"
                        + " bags; repeat its command to go on with it, or remove the folder to begin anew");
            }
        } catch (IOException unusable) {
            throw new UncheckedIOException("Cannot keep checkpoints in " + folder, unusable);
        }
        return new FitFolder(folder);
    }

    /// The n-th fit's head, where it has been fitted.
    Optional<Finished> finished(int fit) {
        return StoredArrays.read(folder, name(RESULT, fit))
                .map(stored -> new Finished(stored.bestEpoch(), stored.arrays(), stored.reports()));
    }

    /// Keeps the n-th fit's head; its states are no longer needed.
    void finish(int fit, Finished head) {
        StoredArrays.write(folder, name(RESULT, fit), new FitState(0, head.weights(), head.reports(), head.epoch(), 0));
        StoredArrays.delete(folder, name(STATE, fit));
    }

    /// The states of the n-th fit.
    FitCheckpoints checkpoints(int fit) {
        return new FitCheckpoints() {
            @Override
            public Optional<FitState> latest() {
                return StoredArrays.read(folder, name(STATE, fit));
            }

            @Override
            public void save(FitState state) {
                StoredArrays.write(folder, name(STATE, fit), state);
            }
        };
    }

    private static String name(String pattern, int fit) {
        return String.format(Locale.ROOT, pattern, fit);
    }

    /// Removes the folder, once the training is done.
    public void remove() {
        try (Stream<Path> entries = Files.walk(folder)) {
            for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(entry);
            }
        } catch (IOException left) {
            throw new UncheckedIOException("Cannot remove " + folder + "; nobody needs it any more", left);
        }
    }
}
