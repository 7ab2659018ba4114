package org.acinus.mil.pack;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.acinus.mil.PackId;

/// A pack in a folder whose files all have the hashes that its manifest states. Immutable and thread-safe.
///
/// There is no other way to get one than [#open], so whoever holds one holds a checked pack. What has been
/// checked is what lay there at that time: [#read] checks again what it reads.
public final class ModelPack {
    private final Path folder;
    private final PackManifest manifest;
    private final PackId id;
    private final String advice;

    private ModelPack(PackSummary summary, String advice) {
        this.advice = advice;
        this.folder = summary.folder();
        this.manifest = summary.manifest();
        this.id = summary.id();
    }

    /// Reads the manifest and checks every file's hash. The model's answers are checked by whoever runs it.
    ///
    /// @param folder that holds `pack.json`
    /// @throws PackNotFoundException where there is no `pack.json`
    /// @throws InvalidPackException where the manifest or a file is not what it should be
    public static ModelPack open(Path folder) {
        return open(folder, "remove " + folder + " and install the pack again");
    }

    /// Opens likewise what has no place yet.
    ///
    /// @param advice what a person is to do where a file has another hash, naming the place
    public static ModelPack open(Path folder, String advice) {
        ModelPack pack = new ModelPack(PackSummary.read(folder), advice);
        for (String path : pack.manifest.files().keySet()) {
            pack.verify(path);
        }
        return pack;
    }

    /// Hashes a file a piece at a time, since weights may be larger than memory.
    private void verify(String path) {
        try (InputStream content = Files.newInputStream(locate(path))) {
            MessageDigest digest = digest();
            byte[] buffer = new byte[1 << 16];
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            requireHash(path, HexFormat.of().formatHex(digest.digest()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Pack " + this + ": " + path + " cannot be read", unreadable);
        }
    }

    /// The folder, as a real path.
    public Path folder() {
        return folder;
    }

    /// What the pack states about itself.
    public PackManifest manifest() {
        return manifest;
    }

    /// The manifest as written by this version, which is the file's content but perhaps for blanks.
    public byte[] manifestJson() {
        return PackJson.write(manifest);
    }

    /// Name, version and hash of the manifest.
    public PackId id() {
        return id;
    }

    /// One of the pack's files, its hash checked once more, for an engine that reads it by itself: weights may be
    /// larger than an array, and need not be in Java's memory at all.
    ///
    /// @param path as listed in the manifest's `files`
    /// @throws InvalidPackException where the file is missing, changed, or a link out of the pack
    public Path file(String path) {
        verify(path);
        return folder.resolve(path);
    }

    /// Reads one of the pack's files and checks its hash.
    ///
    /// @param path as listed in the manifest's `files`
    /// @throws InvalidPackException where the file is missing, changed, or a link out of the pack
    public byte[] read(String path) {
        try {
            Path file = locate(path);
            if (Files.size(file) > Integer.MAX_VALUE - Long.BYTES) {
                throw new InvalidPackException("Pack " + this + ": " + path + " has " + Files.size(file)
                        + " bytes, more than can be read at once");
            }
            byte[] content = Files.readAllBytes(file);
            requireHash(path, sha256(content));
            return content;
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Pack " + this + ": " + path + " cannot be read", unreadable);
        }
    }

    /// Reads every file of the pack likewise, by its path.
    public Map<String, byte[]> readAll() {
        Map<String, byte[]> files = new TreeMap<>();
        manifest.files().keySet().forEach(path -> files.put(path, read(path)));
        return files;
    }

    private Path locate(String path) throws IOException {
        Objects.requireNonNull(manifest.files().get(path), () -> path + " is not listed in " + this);
        Path file = folder.resolve(path);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new InvalidPackException("Pack " + this + " in " + folder + " lacks its file " + path);
        }
        if (!file.toRealPath().startsWith(folder)) {
            throw new InvalidPackException("Pack " + this + ": " + path + " lies outside the pack");
        }
        return file;
    }

    private void requireHash(String path, String found) {
        String expected = manifest.files().get(path);
        if (!found.equals(expected)) {
            throw new InvalidPackException("Pack " + this + ": " + path + " has sha256 " + found + ", but "
                    + PackJson.FILE_NAME + " says " + expected + "; " + advice);
        }
    }

    /// The encoder's description.
    ///
    /// @throws PackMismatchException where the pack is no encoder
    public EncoderSpec encoder() {
        return manifest.encoder()
                .orElseThrow(() -> new PackMismatchException("Pack " + this + " is a " + manifest.kind()
                        + ", not an encoder; name an encoder, or run the head with its own"));
    }

    /// The head's description.
    ///
    /// @throws PackMismatchException where the pack is no head
    public HeadSpec head() {
        return manifest.head()
                .orElseThrow(() -> new PackMismatchException(
                        "Pack " + this + " is a " + manifest.kind() + ", not a head; name a head"));
    }

    /// The tissue detector's description.
    ///
    /// @throws PackMismatchException where the pack is no tissue detector
    public TissueSpec tissue() {
        return manifest.tissue()
                .orElseThrow(() -> new PackMismatchException(
                        "Pack " + this + " is a " + manifest.kind() + ", not a tissue detector; name a tissue pack"));
    }

    /// Refuses an encoder that is not the one this head was trained on.
    ///
    /// @throws PackMismatchException naming both hashes
    public void requireEncoder(PackId encoder) {
        PackReference wanted = head().encoder();
        if (!wanted.sha256().equals(encoder.sha256())) {
            throw new PackMismatchException("Head " + this + " reads embeddings of " + wanted.name() + " (sha256 "
                    + wanted.sha256() + "), not of " + encoder.name() + " (sha256 " + encoder.sha256()
                    + "); train a head on this encoder, or install that one");
        }
    }

    /// The sha256 of some bytes, 64 lower-case hex digits.
    public static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(digest().digest(bytes));
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }

    /// Name and version, for messages.
    @Override
    public String toString() {
        return manifest.name() + " " + manifest.version();
    }
}
