package org.acinus.mil.pack.install;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;
import org.acinus.draft.Drafts;
import org.acinus.mil.pack.InvalidPackException;
import org.acinus.mil.pack.ModelPack;
import org.acinus.mil.pack.PackJson;
import org.acinus.mil.pack.PackNotFoundException;
import org.acinus.mil.pack.PackSummary;

/// A pack from elsewhere that lies beside its place, checked by its hashes, until it is committed.
///
/// Nobody finds it before [#commit]; without one, [#close] leaves nothing. One thread.
public final class StagedPack implements AutoCloseable {
    private final Path draft;
    private final Path packs;
    private final ModelPack pack;

    private StagedPack(Path draft, Path packs, ModelPack pack) {
        this.draft = draft;
        this.packs = packs;
        this.pack = pack;
    }

    /// Copies the files that a pack lists, and no others, and checks them.
    ///
    /// @param source folder that holds `pack.json`, or a zip file of such a folder
    /// @param packs folder of packs that it is to join; made where it is missing
    /// @throws PackNotFoundException where the source is no pack
    /// @throws InvalidPackException where it is not what it should be, or a zip file that tries anything
    public static StagedPack of(Path source, Path packs) {
        try {
            Files.createDirectories(packs);
            Drafts.removeAbandoned(packs, 1);
            Path draft = Files.createDirectory(Drafts.in(packs));
            try {
                if (Files.isDirectory(source)) {
                    copyFolder(source, draft);
                } else if (Files.isRegularFile(source)) {
                    PackZip.extract(source, draft);
                } else if (Files.exists(source)) {
                    throw new PackNotFoundException(source + " is neither a pack's folder nor a zip file");
                } else {
                    throw new PackNotFoundException(source + " does not exist; name a pack's folder or its zip file");
                }
                return new StagedPack(
                        draft, packs, ModelPack.open(draft, "get " + source + " again from where it comes from"));
            } catch (RuntimeException | IOException refused) {
                delete(draft);
                throw refused;
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException("No pack can be installed in " + packs, unwritable);
        }
    }

    private static void copyFolder(Path source, Path draft) throws IOException {
        PackSummary summary = PackSummary.read(source);
        copy(summary.folder(), PackJson.FILE_NAME, draft);
        for (String path : summary.manifest().files().keySet()) {
            copy(summary.folder(), path, draft);
        }
    }

    private static void copy(Path from, String path, Path draft) throws IOException {
        Path file = from.resolve(path);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new InvalidPackException(from + " lacks its file " + path);
        }
        try (InputStream content = Files.newInputStream(file)) {
            store(content, draft.resolve(path), Long.MAX_VALUE);
        }
    }

    /// Writes a file to the disk.
    ///
    /// @param most bytes that it may have
    /// @throws InvalidPackException where there are more
    static void store(InputStream content, Path file, long most) throws IOException {
        Files.createDirectories(file.resolveSibling("."));
        byte[] buffer = new byte[1 << 16];
        long written = 0;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                written += read;
                if (written > most) {
                    throw new InvalidPackException(file.getFileName() + " is longer than it says");
                }
                ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, read);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }
            channel.force(true);
        }
    }

    /// The pack as it will be, in a folder that nobody looks into.
    public ModelPack pack() {
        return pack;
    }

    /// Puts the pack in its place, which is named by its name and version.
    ///
    /// @return the pack there, which may have been there already
    /// @throws InvalidPackException where another pack of that name and version is there
    public ModelPack commit() {
        Path folder =
                packs.resolve(pack.manifest().name() + "-" + pack.manifest().version());
        try {
            Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
            try (FileChannel parent = FileChannel.open(packs)) {
                parent.force(true);
            }
        } catch (FileSystemException occupied) {
            if (!Files.exists(folder)) {
                throw new UncheckedIOException("Pack " + pack + " cannot be moved to " + folder, occupied);
            }
            requireSame(folder);
        } catch (IOException unwritable) {
            throw new UncheckedIOException("Pack " + pack + " cannot be moved to " + folder, unwritable);
        }
        return ModelPack.open(folder);
    }

    private void requireSame(Path folder) {
        String there = PackSummary.read(folder).id().sha256();
        if (!there.equals(pack.id().sha256())) {
            throw new InvalidPackException(folder + " holds another " + pack + " (sha256 " + there + " instead of "
                    + pack.id().sha256() + "); remove that folder first, or give the new pack another version");
        }
    }

    @Override
    public void close() {
        try {
            delete(draft);
        } catch (IOException unwritable) {
            throw new UncheckedIOException("Cannot remove " + draft, unwritable);
        }
    }

    private static void delete(Path root) throws IOException {
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
