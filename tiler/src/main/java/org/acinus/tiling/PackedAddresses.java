package org.acinus.tiling;

import java.util.Arrays;

/// Addresses at eight bytes each. One thread.
final class PackedAddresses {
    private static final int FIRST_ROOM = 256;

    private long[] packed = new long[FIRST_ROOM];
    private int size;

    void add(TileAddress address) {
        if (size == packed.length) {
            packed = Arrays.copyOf(packed, size + size / 2);
        }
        packed[size++] = (long) address.row() << Integer.SIZE | address.column();
    }

    long[] toArray() {
        return Arrays.copyOf(packed, size);
    }

    /// The address that was packed.
    static TileAddress unpack(long packed) {
        return new TileAddress((int) packed, (int) (packed >>> Integer.SIZE));
    }
}
