package org.acinus.export;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.acinus.draft.Drafts;

/// Publishes a file so that a reader, or a machine that loses power, finds the old file or the new one and nothing
/// between.
///
/// The bytes go to a temporary name in the same folder and to the disk; then the name changes in one step; then
/// the folder goes to the disk, because a rename is not durable before that (Pillai et al., OSDI 2014, "All File
/// Systems Are Not Created Equal"). Thread-safe: of two writers of one file the last to finish wins.
public final class AtomicFile {
    private static final int BUFFER_BYTES = 1 << 16;

    private AtomicFile() {}

    /// Writes a file's content.
    @FunctionalInterface
    public interface Content {
        /// Writes all bytes; the stream is buffered, and closed by the caller.
        void writeTo(OutputStream out) throws IOException;
    }

    /// Writes and publishes a file.
    ///
    /// @param target in an existing folder; replaced if it exists
    /// @throws IOException where it cannot be written; `target` is then what it was before, and nothing
    ///     else stays
    public static void write(Path target, Content content) throws IOException {
        Path absolute = target.toAbsolutePath();
        Path temporary = Drafts.beside(absolute);
        try {
            try (FileChannel channel =
                    FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES);
                content.writeTo(out);
                out.flush();
                channel.force(true);
            }
            Files.move(temporary, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
        forceFolder(absolute.resolveSibling("."));
    }

    /// Publishes a file that was written in full under another name.
    ///
    /// @param draft in the folder of `target`, its bytes on the disk already
    /// @throws IOException where it cannot be renamed
    static void publish(Path draft, Path target) throws IOException {
        Path absolute = target.toAbsolutePath();
        Files.move(draft, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceFolder(absolute.resolveSibling("."));
    }

    /// Brings a folder's entries to the disk.
    static void forceFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
