package org.acinus.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The folder for temporary files, by writing one.
final class TempFolderCheck implements Check {
    private final Path folder;

    TempFolderCheck(Path folder) {
        this.folder = folder;
    }

    @Override
    public String name() {
        return "temporary files";
    }

    @Override
    public Finding examine() {
        try {
            Path file = Files.createTempFile(folder, "acinus-doctor", ".tmp");
            try {
                Files.write(file, new byte[4096]);
            } finally {
                Files.deleteIfExists(file);
            }
            return new Finding.Good(folder + " can be written");
        } catch (IOException unwritable) {
            return new Finding.Missing(
                    folder + " cannot be written: " + unwritable.getMessage(),
                    "free some space there, or name another folder: ACINUS_JAVA_OPTS=-Djava.io.tmpdir=/elsewhere");
        }
    }
}
