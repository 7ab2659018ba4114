package org.acinus.export;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.acinus.draft.Drafts;

/// Which folder below `results/` belongs to which slide.
///
/// A slide's folder has the name of its file, so that a person finds it. Where another slide has that name
/// already, or the name is over 200 bytes, it is `<name cut>~<first 8 of the slide's sha256>`. A slide keeps its
/// folder when its file is replaced by a newer scan and when it moves; copies of one file share a folder.
/// Thread-safe, also between processes.
public final class ResultFolders {
    private static final int LONGEST_NAME_BYTES = 200;
    private static final int HASH_DIGITS = 8;

    private final Path results;

    /// Folders below one folder, which is made with the first of them.
    public ResultFolders(Path results) {
        this.results = results;
    }

    /// The folder of a slide, made where there is none yet.
    ///
    /// @throws IOException where it cannot be made
    public Path claim(ResultOwner owner) throws IOException {
        Files.createDirectories(results);
        String name = owner.fileName();
        if (isShort(name)) {
            Optional<Path> plain = take(name, owner);
            if (plain.isPresent()) {
                return plain.get();
            }
        }
        Optional<Path> earlier = withHash(owner);
        if (earlier.isPresent()) {
            owner.renew(earlier.get());
            return earlier.get();
        }
        String hashed = startOfHashed(name) + owner.sha256().substring(0, HASH_DIGITS);
        return take(hashed, owner)
                .orElseThrow(() -> new IOException(
                        results.resolve(hashed) + " exists, but is not the result folder of this slide; move it away"));
    }

    /// The folder of a slide, if it has one.
    ///
    /// @throws IOException where the folders cannot be read
    public Optional<Path> find(ResultOwner owner) throws IOException {
        Path plain = results.resolve(owner.fileName());
        if (isShort(owner.fileName()) && owner.owns(plain)) {
            return Optional.of(plain);
        }
        return Files.isDirectory(results) ? withHash(owner) : Optional.empty();
    }

    /// The folder of a name, if it is this slide's already or nobody's.
    private Optional<Path> take(String name, ResultOwner owner) throws IOException {
        Path folder = results.resolve(name);
        if (Files.notExists(folder)) {
            make(folder, owner);
        }
        if (!owner.owns(folder)) {
            return Optional.empty();
        }
        owner.renew(folder);
        return Optional.of(folder);
    }

    /// Makes a signed folder under another name and renames it, so that of two workers one gets the name whole.
    private void make(Path folder, ResultOwner owner) throws IOException {
        Path draft = Files.createDirectory(Drafts.in(results));
        try {
            owner.sign(draft);
            Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
            AtomicFile.forceFolder(results);
        } catch (FileSystemException failed) {
            // A name that is there by now was taken by another worker, which is no failure.
            if (Files.notExists(folder)) {
                throw failed;
            }
        } finally {
            ResultOwner.discard(draft);
        }
    }

    /// A folder that this slide has under a name with a hash, perhaps of bytes that its file held earlier.
    private Optional<Path> withHash(ResultOwner owner) throws IOException {
        String start = startOfHashed(owner.fileName());
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(
                results, folder -> folder.getFileName().toString().startsWith(start))) {
            for (Path folder : folders) {
                if (owner.owns(folder)) {
                    return Optional.of(folder);
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isShort(String name) {
        return bytes(name) <= LONGEST_NAME_BYTES;
    }

    private static String startOfHashed(String name) {
        return cut(name, LONGEST_NAME_BYTES - HASH_DIGITS - 1) + "~";
    }

    private static int bytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length;
    }

    /// The longest beginning of whole characters that takes no more than so many bytes.
    private static String cut(String name, int maxBytes) {
        int end = name.length();
        while (bytes(name.substring(0, end)) > maxBytes) {
            end = name.offsetByCodePoints(end, -1);
        }
        return name.substring(0, end);
    }
}
