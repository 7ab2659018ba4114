package org.acinus.mil;

import java.lang.foreign.MemorySegment;

/// One embedding a tile: `size` rows of `dimension` floats, row-major.
///
/// A class and not a record, because arrays break a record's equality. Not copied on the way in or out: whoever
/// fills the array stops writing to it before handing it over; from then on it is immutable and thread-safe.
public final class FeatureMatrix implements FeatureRows {
    private final float[] values;
    private final int size;
    private final int dimension;

    /// Wraps an array.
    ///
    /// @param values row-major, `size * dimension` of them; not copied
    public FeatureMatrix(float[] values, int size, int dimension) {
        if (size < 0 || dimension < 1 || (long) size * dimension != values.length) {
            throw new IllegalArgumentException(
                    values.length + " values are not " + size + " rows of " + dimension + " features");
        }
        this.values = values;
        this.size = size;
        this.dimension = dimension;
    }

    /// Number of tiles.
    @Override
    public int size() {
        return size;
    }

    /// Length of an embedding.
    @Override
    public int dimension() {
        return dimension;
    }

    /// One value of one tile.
    public float at(int row, int column) {
        return values[Math.addExact(Math.multiplyExact(row, dimension), column)];
    }

    @Override
    public void copy(int from, int count, MemorySegment into) {
        long begin = (long) from * dimension * Float.BYTES;
        long length = (long) count * dimension * Float.BYTES;
        MemorySegment.copy(MemorySegment.ofArray(values), begin, into, 0, length);
    }

    /// All values, row-major, read-only.
    public MemorySegment segment() {
        return MemorySegment.ofArray(values).asReadOnly();
    }

    /// A copy of all values, row-major.
    public float[] toArray() {
        return values.clone();
    }
}
