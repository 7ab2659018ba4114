package org.acinus.mil.pack.keras;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/// The first bytes of an HDF5 file (HDF5 File Format Specification 3.0, section II.A).
public final class Superblock {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
    private static final int LONGEST = 96;

    private Superblock() {}

    /// Where the file should end.
    ///
    /// @return its length as it states it; empty where it does not begin like an HDF5 file with 8-byte
    ///     addresses
    public static Optional<Long> statedEnd(Path file) throws IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(LONGEST);
        }
        if (head.length < LONGEST || !Arrays.equals(head, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length)) {
            return Optional.empty();
        }
        int version = head[8];
        // Versions 0 and 1: base address, free space, end of file; 2 and 3: base address, extension, end of file.
        int endOfFile = switch (version) {
            case 0 -> 24 + 2 * Long.BYTES;
            case 1 -> 28 + 2 * Long.BYTES;
            case 2, 3 -> 12 + 2 * Long.BYTES;
            default -> -1;
        };
        int offsetBytes = head[version <= 1 ? 13 : 9];
        if (endOfFile < 0 || offsetBytes != Long.BYTES) {
            return Optional.empty();
        }
        return Optional.of(ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getLong(endOfFile));
    }
}
