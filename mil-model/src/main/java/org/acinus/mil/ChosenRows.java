package org.acinus.mil;

import java.lang.foreign.MemorySegment;

/// Some instances of a bag, which stays the caller's. Not a record, because arrays break a record's equality.
public final class ChosenRows implements FeatureRows {
    private final FeatureRows all;
    private final int[] rows;

    /// Wraps.
    ///
    /// @param rows places in the bag; not copied
    public ChosenRows(FeatureRows all, int[] rows) {
        this.all = all;
        this.rows = rows;
    }

    @Override
    public int size() {
        return rows.length;
    }

    @Override
    public int dimension() {
        return all.dimension();
    }

    @Override
    public void copy(int from, int count, MemorySegment into) {
        long bytes = (long) dimension() * Float.BYTES;
        for (int i = 0; i < count; i++) {
            all.copy(rows[from + i], 1, into.asSlice(i * bytes, bytes));
        }
    }
}
