package org.acinus.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/// The cache folder: native libraries are unpacked into it and loaded from it, so it must take files and let them be
/// executed. Writes a small program there, runs it and removes it.
final class CacheCheck implements Check {
    private final Optional<Path> cache;

    CacheCheck(Optional<Path> cache) {
        this.cache = cache;
    }

    @Override
    public String name() {
        return "cache";
    }

    @Override
    public Finding examine() {
        if (cache.isEmpty()) {
            return new Finding.Missing("no cache folder was named", Installation.START_BY_LAUNCHER);
        }
        Path folder = cache.get();
        try {
            Path program = Files.createTempFile(
                    folder,
                    "doctor",
                    ".sh",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            try {
                Files.writeString(program, "#!/bin/sh\nexit 0\n");
                return runs(program)
                        ? new Finding.Good(folder + " takes files and runs them")
                        : new Finding.Missing(
                                folder + " does not let files be executed",
                                "set ACINUS_CACHE to a folder on a file system mounted without noexec");
            } finally {
                Files.deleteIfExists(program);
            }
        } catch (IOException unwritable) {
            return new Finding.Missing(
                    folder + " cannot be written: " + unwritable.getMessage(), "set ACINUS_CACHE to a folder that can");
        }
    }

    private static boolean runs(Path program) {
        try {
            return new ProcessBuilder(program.toString()).start().waitFor() == 0;
        } catch (IOException refused) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
