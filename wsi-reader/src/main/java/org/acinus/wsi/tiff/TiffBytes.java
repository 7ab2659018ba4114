package org.acinus.wsi.tiff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import org.acinus.wsi.CorruptSlideException;
import org.acinus.wsi.TruncatedSlideException;

/// Positioned reads from a TIFF file whose numbers nobody vouches for.
///
/// Every read is checked against the file's length, and all reads together against a budget, so that a file of n
/// bytes costs O(n) time and a fixed amount of memory whatever its directories claim. One thread at a time; the
/// channel stays its opener's to close.
final class TiffBytes {
    /// Honest directories do not overlap, so reading all of them once cannot take more than the file's length;
    /// twice that, and some for tiny files, leaves room for writers that share a value array.
    private static final long BUDGET_FACTOR = 2;

    private static final long BUDGET_FLOOR = 1 << 16;

    private final SeekableByteChannel channel;
    private final String name;
    private final long length;
    private final ByteOrder order;
    private long budget;

    /// Wraps an open file.
    ///
    /// @param name for messages
    /// @param order as the header says
    TiffBytes(SeekableByteChannel channel, String name, ByteOrder order) throws IOException {
        this.channel = channel;
        this.name = name;
        this.length = channel.size();
        this.order = order;
        this.budget = BUDGET_FACTOR * length + BUDGET_FLOOR;
    }

    /// Length of the file in bytes.
    long length() {
        return length;
    }

    String name() {
        return name;
    }

    /// Reads `count` bytes at `offset`, in the file's byte order.
    ///
    /// @param offset from the file's start, unsigned
    /// @param count small enough to hold in memory
    /// @param what for messages, for example "directory 2"
    /// @throws TruncatedSlideException where the file ends earlier
    ByteBuffer read(long offset, int count, String what) throws IOException {
        requireInside(offset, count, what);
        budget -= count;
        if (budget < 0) {
            throw new CorruptSlideException(name
                    + " has directories that are larger than the file itself: they overlap on purpose or by damage");
        }
        ByteBuffer bytes = ByteBuffer.allocate(count).order(order);
        channel.position(offset);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw truncated(offset + count, what);
            }
        }
        return bytes.flip();
    }

    /// Fails unless `count` bytes at `offset` are there.
    ///
    /// @throws TruncatedSlideException where the file ends earlier
    /// @throws CorruptSlideException where the sum is beyond 63 bits, which no file can reach
    void requireInside(long offset, long count, String what) {
        if (offset < 0 || count < 0 || offset + count < 0) {
            throw new CorruptSlideException(name + ": " + what + " claims to lie at byte "
                    + Long.toUnsignedString(offset) + " with " + Long.toUnsignedString(count) + " bytes");
        }
        if (offset + count > length) {
            throw truncated(offset + count, what);
        }
    }

    /// Fails unless `count` values of `size` bytes at `offset` are there.
    ///
    /// @throws TruncatedSlideException where the file ends earlier
    /// @throws CorruptSlideException where the product is beyond 63 bits
    void requireArrayInside(long offset, long count, int size, String what) {
        if (count < 0 || (size > 0 && count > Long.MAX_VALUE / size)) {
            throw new CorruptSlideException(
                    name + ": " + what + " claims to have " + Long.toUnsignedString(count) + " values");
        }
        requireInside(offset, count * size, what);
    }

    /// The refusal of a file that ends too early.
    ///
    /// @param promised length that the file should have at least
    /// @param what the part that is missing
    TruncatedSlideException truncated(long promised, String what) {
        return new TruncatedSlideException(name + " is cut short: " + what + " reaches to byte " + promised
                + ", but the file has only " + length + " bytes (" + (promised - length) + " missing)");
    }
}
