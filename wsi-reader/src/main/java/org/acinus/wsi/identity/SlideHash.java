package org.acinus.wsi.identity;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Identity of a slide by its bytes.
public final class SlideHash {
    private static final int CHUNK_BYTES = 1 << 20;

    private SlideHash() {}

    /// The sha256 of a slide, 64 lower-case hex digits.
    ///
    /// A slide of one file has the hash of its bytes; one of several ([SlideFiles]) that of its sorted lines
    /// `name length sha256`, one for each file.
    ///
    /// @throws UncheckedIOException where a file cannot be read
    public static String of(Path file) {
        try {
            List<Path> companions = SlideFiles.companions(file);
            if (companions.isEmpty()) {
                return hash(file);
            }
            List<String> lines = new ArrayList<>();
            Path root = Optional.ofNullable(file.getParent()).orElse(Path.of(""));
            lines.add(line(root, file));
            for (Path companion : companions) {
                lines.add(line(root, companion));
            }
            lines.sort(null);
            return hex(sha256().digest(String.join("\n", lines).getBytes(StandardCharsets.UTF_8)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String line(Path root, Path file) throws IOException {
        return root.relativize(file) + " " + Files.size(file) + " " + hash(file);
    }

    private static String hash(Path file) throws IOException {
        MessageDigest digest = sha256();
        byte[] chunk = new byte[CHUNK_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                digest.update(chunk, 0, read);
            }
        }
        return hex(digest.digest());
    }

    private static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}
