package org.acinus.cli.slide;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.acinus.export.AtomicFile;

/// `crashed.txt` in a slide's folder: the slide killed a process that tiled it with the settings that stand there, and
/// is not tried again with the same. Who deletes it lets the slide be tried.
///
/// @param folder of the slide
record CrashMark(Path folder) {
    private static final String NAME = "crashed.txt";

    Path file() {
        return folder.resolve(NAME);
    }

    /// Holds a crash against the slide.
    ///
    /// @param made what the slide is made of and how
    void leave(String made) throws IOException {
        Files.createDirectories(folder);
        AtomicFile.write(file(), out -> out.write(made.getBytes(StandardCharsets.UTF_8)));
    }

    /// Whether a crash with the same settings is held against it.
    boolean stands(String made) throws IOException {
        return Files.exists(file()) && Files.readString(file()).equals(made);
    }
}
