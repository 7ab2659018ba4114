package org.acinus.intake.companion;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;

/// The few elements of a DICOM file that say what it is a part of (PS3.5 chapter 7, PS3.10 chapter 7).
///
/// @param concatenation UID that the parts of a concatenation share
/// @param partsInConcatenation how many there are; 0 where that is not said
record DicomHeader(Optional<String> concatenation, int partsInConcatenation) {
    private static final DicomHeader NONE = new DicomHeader(Optional.empty(), 0);
    private static final int PREAMBLE_BYTES = 128;
    /// The elements stand before the pixels; what is before them in a slide takes some KB.
    private static final int MOST_BYTES = 1 << 20;
    private static final int CONCATENATION_UID = 0x00209161;
    private static final int PARTS = 0x00209163;
    private static final int PIXELS = 0x7FE00010;
    private static final int UNDEFINED_LENGTH = -1;
    private static final Set<String> LONG_FORMS =
            Set.of("OB", "OD", "OF", "OL", "OV", "OW", "SQ", "SV", "UC", "UN", "UR", "UT", "UV");

    /// Reads a file in explicit little endian, which slides are in; of any other file nothing is known.
    static DicomHeader read(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(MOST_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        try (SeekableByteChannel channel =
                Files.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // until full or at the end
            }
        }
        bytes.flip();
        if (bytes.limit() < PREAMBLE_BYTES + 4
                || !text(bytes, PREAMBLE_BYTES, 4).equals("DICM")) {
            return NONE;
        }
        return new Walk(bytes.position(PREAMBLE_BYTES + 4)).find();
    }

    private static String text(ByteBuffer bytes, int at, int length) {
        byte[] copy = new byte[length];
        bytes.get(at, copy);
        return new String(copy, StandardCharsets.ISO_8859_1);
    }

    /// One pass over the elements. Sequences are walked into: their elements' tags are simply met on the way.
    private static final class Walk {
        private final ByteBuffer bytes;
        private Optional<String> concatenation = Optional.empty();
        private int parts;

        Walk(ByteBuffer bytes) {
            this.bytes = bytes;
        }

        DicomHeader find() {
            while (bytes.remaining() >= 8 && step()) {
                // each step takes one element
            }
            return new DicomHeader(concatenation, parts);
        }

        /// Whether there may be more of interest.
        private boolean step() {
            int tag = Short.toUnsignedInt(bytes.getShort()) << 16 | Short.toUnsignedInt(bytes.getShort());
            if (tag >>> 16 == 0xFFFE) {
                // Item or delimiter: what it holds follows.
                bytes.getInt();
                return true;
            }
            String form = text(bytes, bytes.position(), 2);
            bytes.position(bytes.position() + 2);
            boolean isLong = LONG_FORMS.contains(form);
            if (isLong && bytes.remaining() < 6) {
                return false;
            }
            int length =
                    isLong ? bytes.getInt(bytes.position() + 2) : Short.toUnsignedInt(bytes.getShort(bytes.position()));
            bytes.position(bytes.position() + (isLong ? 6 : 2));
            if (form.equals("SQ")) {
                return true;
            }
            if (tag == PIXELS || length == UNDEFINED_LENGTH || length < 0 || length > bytes.remaining()) {
                return false;
            }
            take(tag, length);
            bytes.position(bytes.position() + length);
            return true;
        }

        private void take(int tag, int length) {
            if (tag == CONCATENATION_UID) {
                concatenation = Optional.of(
                        text(bytes, bytes.position(), length).replace("\0", "").strip());
            } else if (tag == PARTS && length == Short.BYTES) {
                parts = Short.toUnsignedInt(bytes.getShort(bytes.position()));
            }
        }
    }
}
