package org.acinus.wsi.direct;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/// An open file that any number of threads read from at once, by position.
///
/// Not mapped into memory: a mapped file that becomes shorter while it is read takes the process down. Java closes
/// a channel when a thread that reads from it is interrupted; here the channel is opened again, so that one
/// cancelled thread does not take the file from the others, and the interrupted thread completes its short read and
/// stays interrupted. Thread-safe.
final class SlideFile implements AutoCloseable {
    private final Path path;
    private final String name;
    private final Identity identity;
    private volatile FileChannel channel;
    private volatile boolean closed;

    private SlideFile(Path path, Identity identity, FileChannel channel) {
        this.path = path;
        this.name = String.valueOf(path.getFileName());
        this.identity = identity;
        this.channel = channel;
    }

    /// Opens a file; the caller closes it.
    static SlideFile open(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            return new SlideFile(path, Identity.of(path), channel);
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
    }

    /// What stays the same as long as it is the same file with the same content.
    ///
    /// @param key the file system's, perhaps none
    private record Identity(Optional<Object> key, long bytes, FileTime modified) {
        static Identity of(Path path) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return new Identity(
                    Optional.ofNullable(attributes.fileKey()), attributes.size(), attributes.lastModifiedTime());
        }
    }

    /// The file's name without its folders, for messages.
    String name() {
        return name;
    }

    /// The channel for the one thread that reads the directories, before any other knows the file.
    SeekableByteChannel directories() {
        return channel;
    }

    /// Fills a segment from a place in the file.
    ///
    /// @throws EOFException where the file ends before
    /// @throws IllegalStateException where it is closed
    void read(long position, MemorySegment into) throws IOException {
        ByteBuffer buffer = into.asByteBuffer();
        boolean interrupted = false;
        try {
            while (buffer.hasRemaining()) {
                FileChannel current = channel;
                try {
                    if (current.read(buffer, position + buffer.position()) < 0) {
                        throw new EOFException("the file ends at byte " + current.size() + ", but " + into.byteSize()
                                + " bytes should begin at byte " + position);
                    }
                } catch (ClosedByInterruptException interruption) {
                    // Must be cleared, or the next read would close the channel again.
                    interrupted |= Thread.interrupted();
                    reopen(current);
                } catch (ClosedChannelException byAnotherThreadsInterruption) {
                    reopen(current);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized void reopen(FileChannel lost) throws IOException {
        if (closed) {
            throw new IllegalStateException(name + " is closed");
        }
        if (channel.equals(lost)) {
            if (!identity.equals(Identity.of(path))) {
                throw new IOException("the file has changed since it was opened");
            }
            channel = FileChannel.open(path, StandardOpenOption.READ);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        channel.close();
    }
}
