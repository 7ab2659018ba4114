package org.acinus.mil.djl.fit;

import java.lang.foreign.MemorySegment;
import org.acinus.mil.FeatureRows;

/// Some instances of a bag. Not a record, because arrays break a record's equality.
final class ChosenRows implements FeatureRows {
    private final FeatureRows all;
    private final int[] rows;

    /// Wraps.
    ///
    /// @param rows places in the bag; not copied
    ChosenRows(FeatureRows all, int[] rows) {
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
