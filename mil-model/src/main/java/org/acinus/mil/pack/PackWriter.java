package org.acinus.mil.pack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.acinus.draft.Drafts;

/// Writes a pack so that it is there whole or not at all, whoever else writes it at the same time.
public final class PackWriter {
    private PackWriter() {}

    /// Writes a pack folder by way of a temporary folder beside it.
    ///
    /// Where the folder exists already, the same pack in it is kept and returned; any other is an error.
    ///
    /// @param folder to make; its parents are made too
    /// @param contents every file but `pack.json`, by path relative to the pack
    /// @param describe makes the manifest from the files' hashes by path
    /// @return the pack, checked
    /// @throws InvalidPackException where another pack lies there
    public static ModelPack write(
            Path folder, Map<String, byte[]> contents, Function<Map<String, String>, PackManifest> describe) {
        SortedMap<String, String> hashes = new TreeMap<>();
        contents.forEach((path, bytes) -> hashes.put(path, ModelPack.sha256(bytes)));
        PackManifest manifest = describe.apply(hashes);
        if (!manifest.files().equals(hashes)) {
            throw new IllegalArgumentException("The manifest of " + manifest.name() + " does not list its files");
        }
        byte[] json = PackJson.write(manifest);
        try {
            Path parent = folder.toAbsolutePath().getParent();
            if (parent == null) {
                throw new IllegalArgumentException("A pack cannot be the root folder");
            }
            Files.createDirectories(parent);
            Drafts.removeAbandoned(parent, 1);
            Path draft = Files.createDirectory(Drafts.in(parent));
            try {
                for (Map.Entry<String, byte[]> file : contents.entrySet()) {
                    writeDurably(draft.resolve(file.getKey()), file.getValue());
                }
                writeDurably(draft.resolve(PackJson.FILE_NAME), json);
                moveOrKeep(draft, folder, ModelPack.sha256(json));
            } finally {
                deleteTree(draft);
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException("Cannot write the pack " + manifest.name() + " to " + folder, unwritable);
        }
        return ModelPack.open(folder);
    }

    private static void moveOrKeep(Path draft, Path folder, String sha256) throws IOException {
        try {
            Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
            syncFolder(folder.toAbsolutePath().resolveSibling("."));
        } catch (AtomicMoveNotSupportedException unsupported) {
            throw unsupported;
        } catch (FileSystemException occupied) {
            if (!Files.isDirectory(folder)) {
                throw occupied;
            }
            String found = ModelPack.open(folder).id().sha256();
            if (!found.equals(sha256)) {
                throw new InvalidPackException(folder + " holds another pack (sha256 " + found + " instead of " + sha256
                        + "); remove it or choose another folder");
            }
        }
    }

    private static void writeDurably(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.resolveSibling("."));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private static void syncFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder)) {
            channel.force(true);
        }
    }

    private static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> entries = Files.walk(root)) {
            for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(entry);
            }
        }
    }
}
