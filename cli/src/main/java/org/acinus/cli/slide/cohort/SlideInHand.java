package org.acinus.cli.slide.cohort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.acinus.export.AtomicFile;

/// Which slide the process that tiles a cohort has in hand, written where it outlives that process.
///
/// `in-hand.txt` stands in the cohort's folder for as long as a slide is worked on: the name of the slide's folder and,
/// below it, what the slide is made of and how. Of a process that died, the parent moves it into that folder as
/// `crashed.txt`, and the slide is not tried again with the same settings.
public final class SlideInHand {
    private static final String IN_HAND = "in-hand.txt";
    private static final String CRASHED = "crashed.txt";

    private final Path cohort;

    /// Of one cohort.
    ///
    /// @param cohort folder that holds the slides' folders
    public SlideInHand(Path cohort) {
        this.cohort = cohort;
    }

    /// Takes a slide.
    ///
    /// @param folder name of its folder
    /// @param made what it is made of and how
    public void take(String folder, String made) throws IOException {
        write(cohort.resolve(IN_HAND), folder + "\n" + made);
    }

    /// Done with it, whatever came of it; also forgets what a process had in hand that was told to stop.
    public void putDown() throws IOException {
        Files.deleteIfExists(cohort.resolve(IN_HAND));
    }

    /// After the death of the process that tiled: holds it against the slide that it had in hand.
    ///
    /// @return the name of the slide's folder; empty where it had none
    public Optional<String> blame() throws IOException {
        if (Files.notExists(cohort.resolve(IN_HAND))) {
            return Optional.empty();
        }
        String[] parts = Files.readString(cohort.resolve(IN_HAND)).split("\n", 2);
        Files.createDirectories(cohort.resolve(parts[0]));
        write(crashed(parts[0]), parts[1]);
        putDown();
        return Optional.of(parts[0]);
    }

    /// Whether a slide has killed a process with the same settings before.
    public boolean isCrashed(String folder, String made) throws IOException {
        return Files.exists(crashed(folder))
                && Files.readString(crashed(folder)).equals(made);
    }

    /// Where it is written that a slide killed a process; who deletes it lets the slide be tried again.
    public Path crashed(String folder) {
        return cohort.resolve(folder).resolve(CRASHED);
    }

    private static void write(Path file, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, out -> out.write(bytes));
    }
}
