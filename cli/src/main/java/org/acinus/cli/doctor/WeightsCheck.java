package org.acinus.cli.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// The weights of the default encoder, by their sha256.
final class WeightsCheck implements Check {
    private static final String FILE = "efficientnet-lite0-57934424.pth";
    private static final String SHA256 = "579344248a93e23026e6b78f1f6faf0bc1d282386f6c881cdbaacd49cabf77db";

    private final List<Path> folders;

    /// @param folders in which the file is looked for, one after the other
    WeightsCheck(List<Path> folders) {
        this.folders = List.copyOf(folders);
    }

    @Override
    public String name() {
        return "Lite0 weights";
    }

    @Override
    public Finding examine() {
        return folders.stream()
                .map(folder -> folder.resolve(FILE))
                .filter(Files::isRegularFile)
                .findFirst()
                .map(WeightsCheck::verify)
                .orElseGet(() -> new Finding.Missing(
                        FILE + " is not there", Installation.START_BY_LAUNCHER + ", which fetches it"));
    }

    private static Finding verify(Path file) {
        try {
            String found = sha256(file);
            return found.equals(SHA256)
                    ? new Finding.Good(file + ", sha256 as published")
                    : new Finding.Missing(
                            file + " has sha256 " + found + ", not " + SHA256,
                            "remove it and " + Installation.START_BY_LAUNCHER + ", which fetches it again");
        } catch (IOException unreadable) {
            return new Finding.Missing(file + " cannot be read: " + unreadable.getMessage(), "make it readable");
        }
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream digesting = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            digesting.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digesting.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
