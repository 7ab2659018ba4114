package org.acinus.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Drafts that killed workers left in a workspace: files and folders named `.….part`, which nothing ever reads.
public final class Leftovers {
    private static final int DEPTH = 3;

    private Leftovers() {}

    /// Removes them. Call it only while no worker runs.
    ///
    /// @return how many
    /// @throws UncheckedIOException where one cannot be removed
    public static int sweep(Path workspace) {
        int swept = 0;
        for (String folder : List.of("features", "results")) {
            Path place = workspace.resolve(folder);
            if (Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
                swept += sweepFolder(place);
            }
        }
        return swept;
    }

    private static int sweepFolder(Path folder) {
        try (Stream<Path> paths = Files.walk(folder, DEPTH)) {
            List<Path> drafts = paths.filter(Leftovers::isDraft)
                    .sorted(Comparator.reverseOrder())
                    .toList();
            for (Path draft : drafts) {
                delete(draft);
            }
            return drafts.size();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static boolean isDraft(Path path) {
        String name = String.valueOf(path.getFileName());
        return name.startsWith(".") && name.endsWith(".part");
    }

    private static void delete(Path draft) throws IOException {
        try (Stream<Path> inside = Files.walk(draft)) {
            for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
