package org.acinus.intake.gate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/// Recognises a file that got its full length first and its bytes later, as robocopy and SMB clients write.
///
/// Its length proves nothing and its offsets may all be inside; but no image container begins with zeros, and
/// hardly any ends in a page of them.
final class Preallocation {
    private static final int HEAD_BYTES = 16;
    private static final int TAIL_BYTES = 4096;

    private Preallocation() {}

    static boolean looksUnfilled(Path file, long bytes) {
        if (bytes < HEAD_BYTES + TAIL_BYTES) {
            return false;
        }
        try (SeekableByteChannel channel =
                Files.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            return isZero(channel, 0, HEAD_BYTES) || isZero(channel, bytes - TAIL_BYTES, TAIL_BYTES);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static boolean isZero(SeekableByteChannel channel, long at, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        channel.position(at);
        while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
            // until full or at the end
        }
        buffer.flip();
        while (buffer.hasRemaining()) {
            if (buffer.get() != 0) {
                return false;
            }
        }
        return true;
    }
}
