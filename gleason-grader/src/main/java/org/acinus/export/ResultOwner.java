package org.acinus.export;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// The slide that a result folder belongs to: the folder's file `.slide` names it in two lines, its place and its
/// bytes.
///
/// @param fileName of the slide
/// @param place sha256 of where the slide is, see [#of]
/// @param sha256 of its bytes, 64 lower-case hex digits
public record ResultOwner(String fileName, String place, String sha256) {
    private static final String SIGNATURE = ".slide";

    /// The owner for a slide.
    ///
    /// @param sourceRoot the folder that the run was given
    /// @param file path relative to it, with `/` between names
    /// @param sha256 of its bytes, 64 lower-case hex digits
    public static ResultOwner of(String sourceRoot, String file, String sha256) {
        // No path can hold a zero, so different places never give the same text.
        String place = hash(sourceRoot + "\0" + file);
        return new ResultOwner(file.substring(file.lastIndexOf('/') + 1), place, sha256);
    }

    /// Whether a folder is this slide's: made for the same place, whose bytes may be a newer scan by now, or for
    /// the same bytes, which may have moved.
    boolean owns(Path folder) throws IOException {
        Path signature = folder.resolve(SIGNATURE);
        if (!Files.isRegularFile(signature)) {
            return false;
        }
        List<String> lines = Files.readAllLines(signature, StandardCharsets.US_ASCII);
        return lines.contains(place) || lines.contains(sha256);
    }

    /// Puts a newer scan's hash into the signature of the place's folder: the old bytes have no claim to it any
    /// more.
    void renew(Path folder) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve(SIGNATURE), StandardCharsets.US_ASCII);
        if (lines.contains(place) && !lines.contains(sha256)) {
            sign(folder);
        }
    }

    /// Writes this slide's name into a folder.
    void sign(Path folder) throws IOException {
        byte[] text = (place + "\n" + sha256 + "\n").getBytes(StandardCharsets.US_ASCII);
        AtomicFile.write(folder.resolve(SIGNATURE), out -> out.write(text));
    }

    /// Removes a folder that holds nothing but a signature, if it is there.
    static void discard(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve(SIGNATURE));
        Files.deleteIfExists(folder);
    }

    private static String hash(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
