package org.acinus.cli.slide;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.export.AtomicFile;

/// What a folder's pictures were made of and how, so that pictures of two kinds never stand in one folder and a
/// command that resumes knows its own.
final class PictureSettings {
    private static final String NAME = "settings.txt";

    private PictureSettings() {}

    /// Takes a folder for pictures with these settings.
    ///
    /// @throws CliException where it holds pictures with others
    static void claim(Path folder, String settings) throws IOException {
        Path file = folder.resolve(NAME);
        if (!Files.exists(file)) {
            AtomicFile.write(file, out -> out.write(settings.getBytes(StandardCharsets.UTF_8)));
        } else if (!Files.readString(file).equals(settings)) {
            throw new CliException(
                    ExitCode.USAGE,
                    folder + " holds tiles of another slide or with other settings (see " + file
                            + "); name another --out, or delete it");
        }
    }
}
