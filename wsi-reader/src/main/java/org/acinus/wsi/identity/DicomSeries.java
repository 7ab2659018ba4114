package org.acinus.wsi.identity;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/// Which series a DICOM file belongs to: the files of one series in one folder are one slide.
///
/// Reads no more of the header than it needs for that (DICOM PS3.10, section 7, and PS3.5, section 7), in the
/// two little-endian forms in which slides are stored.
final class DicomSeries {
    private static final int HEADER_BYTES = 1 << 20;
    private static final int PREAMBLE = 128;
    private static final int SERIES_INSTANCE_UID = 0x0020_000E;
    private static final int TRANSFER_SYNTAX_UID = 0x0002_0010;
    private static final int ITEM_END = 0xFFFE_E00D;
    private static final int SEQUENCE_END = 0xFFFE_E0DD;
    private static final int UNDEFINED = -1;
    private static final String IMPLICIT = "1.2.840.10008.1.2";
    private static final Set<String> OTHER_FORMS = Set.of("1.2.840.10008.1.2.2", "1.2.840.10008.1.2.1.99");

    /// Explicit value representations with a length of 32 bits, after two bytes of nothing.
    private static final Set<String> LONG_FORMS =
            Set.of("OB", "OD", "OF", "OL", "OV", "OW", "SQ", "SV", "UC", "UN", "UR", "UT", "UV");

    private final ByteBuffer header;
    private boolean implicit;

    private DicomSeries(ByteBuffer header) {
        this.header = header;
    }

    /// The file's SeriesInstanceUID; nothing where it is no DICOM file or does not say.
    static Optional<String> of(Path file) throws IOException {
        ByteBuffer header = ByteBuffer.allocate((int) Math.min(HEADER_BYTES, Files.size(file)))
                .order(ByteOrder.LITTLE_ENDIAN);
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            while (header.hasRemaining() && channel.read(header) >= 0) {}
        }
        try {
            return new DicomSeries(header.flip()).find();
        } catch (BufferUnderflowException | IllegalArgumentException cutShort) {
            return Optional.empty();
        }
    }

    private Optional<String> find() {
        header.position(PREAMBLE);
        if (!text(4).equals("DICM")) {
            return Optional.empty();
        }
        String form = "";
        int depth = 0;
        while (header.hasRemaining()) {
            header.mark();
            int tag = Short.toUnsignedInt(header.getShort()) << 16 | Short.toUnsignedInt(header.getShort());
            boolean inMeta = tag >>> 16 == 2;
            if (!inMeta && OTHER_FORMS.contains(form)) {
                return Optional.empty();
            }
            implicit = !inMeta && form.equals(IMPLICIT);
            int length = length(tag);
            if (tag == ITEM_END || tag == SEQUENCE_END) {
                depth--;
            } else if (length == UNDEFINED) {
                depth++;
            } else if (depth == 0 && tag == SERIES_INSTANCE_UID) {
                return Optional.of(text(length));
            } else if (tag == TRANSFER_SYNTAX_UID) {
                form = text(length);
            } else if (depth == 0 && Integer.compareUnsigned(tag, SERIES_INSTANCE_UID) > 0) {
                return Optional.empty();
            } else {
                header.position(Math.addExact(header.position(), length));
            }
        }
        return Optional.empty();
    }

    /// Length of the value that follows.
    private int length(int tag) {
        if (implicit || tag >>> 16 == 0xFFFE) {
            return header.getInt();
        }
        if (LONG_FORMS.contains(text(2))) {
            header.getShort();
            return header.getInt();
        }
        return Short.toUnsignedInt(header.getShort());
    }

    private String text(int length) {
        byte[] bytes = new byte[Math.min(length, header.remaining())];
        header.get(bytes);
        return new String(bytes, StandardCharsets.US_ASCII).strip().replace("\0", "");
    }
}
