package org.acinus.wsi.tiff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.util.Locale;
import java.util.Optional;
import org.acinus.wsi.CorruptSlideException;
import org.acinus.wsi.SlideException;
import org.acinus.wsi.TruncatedSlideException;

/// The start of a TIFF file.
///
/// @param bytes the whole file, in its byte order
/// @param firstDirectory offset of the first directory, unsigned and unchecked
record TiffHeader(TiffBytes bytes, TiffDialect dialect, long firstDirectory) {
    private static final int CLASSIC_VERSION = 42;
    private static final int BIG_VERSION = 43;

    /// An offset above this (1 TB) in the first 64 bits is no Hamamatsu offset but a classic file's first data.
    private static final long NDPI_LIMIT = 1L << 40;

    /// Reads the header.
    ///
    /// @param name file name, for messages and to tell an incomplete NDPI file from another TIFF
    /// @return nothing where the file is no TIFF
    /// @throws SlideException where it is one but the header is incomplete or wrong
    static Optional<TiffHeader> read(SeekableByteChannel channel, String name) throws IOException {
        ByteBuffer magic = ByteBuffer.allocate(4);
        while (magic.hasRemaining() && channel.read(magic) >= 0) {}
        if (magic.hasRemaining()) {
            return Optional.empty();
        }
        Optional<ByteOrder> order = byteOrder(magic.flip());
        if (order.isEmpty()) {
            return Optional.empty();
        }
        TiffBytes bytes = new TiffBytes(channel, name, order.get());
        return switch (Short.toUnsignedInt(magic.order(order.get()).getShort(2))) {
            case CLASSIC_VERSION -> Optional.of(classic(bytes));
            case BIG_VERSION -> Optional.of(big(bytes));
            default -> Optional.empty();
        };
    }

    private static Optional<ByteOrder> byteOrder(ByteBuffer magic) {
        if (magic.get(0) == 'I' && magic.get(1) == 'I') {
            return Optional.of(ByteOrder.LITTLE_ENDIAN);
        }
        if (magic.get(0) == 'M' && magic.get(1) == 'M') {
            return Optional.of(ByteOrder.BIG_ENDIAN);
        }
        return Optional.empty();
    }

    private static TiffHeader big(TiffBytes bytes) throws IOException {
        ByteBuffer header = bytes.read(4, 12, "the BigTIFF header");
        if (header.getShort() != 8 || header.getShort() != 0) {
            throw new CorruptSlideException(bytes.name() + ": the BigTIFF header states an unknown size of offsets");
        }
        return new TiffHeader(bytes, TiffDialect.BIG, header.getLong());
    }

    private static TiffHeader classic(TiffBytes bytes) throws IOException {
        long narrow = Integer.toUnsignedLong(bytes.read(4, 4, "the TIFF header").getInt());
        if (bytes.length() >= 12) {
            long wide = bytes.read(4, 8, "the TIFF header").getLong();
            if (isNdpi(bytes, wide)) {
                return new TiffHeader(bytes, TiffDialect.NDPI, wide);
            }
        }
        return new TiffHeader(bytes, TiffDialect.CLASSIC, narrow);
    }

    /// Hamamatsu's files are recognised as OpenSlide does it: the directory at the 64-bit offset bears the mark.
    /// Where the file ends before the end of that directory its name decides, so that half a file is called that.
    private static boolean isNdpi(TiffBytes bytes, long offset) throws IOException {
        if (offset <= 0 || offset >= NDPI_LIMIT) {
            return false;
        }
        try {
            return TiffDirectory.read(bytes, TiffDialect.NDPI, offset, "directory 0")
                    .has(TiffTag.NDPI_MARK);
        } catch (TruncatedSlideException incomplete) {
            return bytes.name().toLowerCase(Locale.ROOT).endsWith(".ndpi");
        } catch (CorruptSlideException notSo) {
            return false;
        }
    }
}
