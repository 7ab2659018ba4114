package org.acinus.cli.isolation;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// What became of the slides of one command so far, written where it outlives the process that works on them.
///
/// A file of lines, `FATE ADDRESS`, of which a slide's last one counts. The process that works adds to it; once that is
/// dead, the one that watches does. One thread at a time. Nothing is forced to the disk, since it is of no use to
/// anybody once both are gone.
public final class CohortRecord {

    /// What became of a slide.
    public enum Fate {
        /// Somebody works on it, or died of it.
        IN_HAND,
        /// All is well.
        DONE,
        /// It failed, and was told so.
        FAILED,
        /// It was let go for something that is no fault of its own.
        LEFT,
        /// It killed the process that worked on it.
        KILLER
    }

    /// What is done with a slide.
    ///
    /// @param <T> what comes of it
    @FunctionalInterface
    public interface Work<T> {
        /// Does it.
        T run() throws IOException, InterruptedException;
    }

    private final Optional<Path> file;
    private final Map<Path, Fate> before;

    private CohortRecord(Optional<Path> file) throws IOException {
        this.file = file;
        this.before = file.isPresent() ? read(file.get()) : Map.of();
    }

    /// The record in a file, as it is now.
    static CohortRecord in(Path file) throws IOException {
        return new CohortRecord(Optional.of(file));
    }

    /// The record of this process, with what its forerunners wrote; one that keeps nothing where nobody watches.
    public static CohortRecord ofThisProcess() throws IOException {
        return new CohortRecord(CohortProcess.record());
    }

    /// What became of a slide in the hands of a process before this one; empty where none came to it.
    public Optional<Fate> before(Path slide) {
        return Optional.ofNullable(before.get(slide));
    }

    /// Whether this process takes the place of one that died.
    public boolean goesOn() {
        return !before.isEmpty();
    }

    /// Works on a slide. An error, such as lack of memory, leaves it in hand, and the process is to die of it; an
    /// exception is no fault of the slide's.
    ///
    /// @param failed whether what came of it is a failure
    public <T> T work(Path slide, Work<T> work, Predicate<T> failed) throws IOException, InterruptedException {
        add(Fate.IN_HAND, slide);
        try {
            T result = work.run();
            add(failed.test(result) ? Fate.FAILED : Fate.DONE, slide);
            return result;
        } catch (IOException | InterruptedException | RuntimeException noFaultOfTheSlide) {
            add(Fate.LEFT, slide);
            throw noFaultOfTheSlide;
        }
    }

    /// After the death of the process that worked: holds it against the slide that it had in hand.
    ///
    /// @return that slide; empty where it had none
    Optional<Path> blame() throws IOException {
        Optional<Path> killer = before.entrySet().stream()
                .filter(slide -> slide.getValue() == Fate.IN_HAND)
                .map(Map.Entry::getKey)
                .findFirst();
        if (killer.isPresent()) {
            add(Fate.KILLER, killer.get());
        }
        return killer;
    }

    private void add(Fate fate, Path slide) throws IOException {
        if (file.isPresent()) {
            // An address holds no line break, whatever a name may hold.
            Files.writeString(
                    file.get(),
                    fate + " " + slide.toUri() + "\n",
                    StandardCharsets.US_ASCII,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
    }

    private static Map<Path, Fate> read(Path file) throws IOException {
        Map<Path, Fate> fates = new LinkedHashMap<>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
                String[] parts = line.split(" ", 2);
                fates.put(Path.of(URI.create(parts[1])), Fate.valueOf(parts[0]));
            }
        }
        return fates;
    }
}
