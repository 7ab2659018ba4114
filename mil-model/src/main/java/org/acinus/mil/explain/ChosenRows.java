package org.acinus.mil.explain;

import java.lang.foreign.MemorySegment;
import org.acinus.mil.FeatureRows;

/// Some rows of a bag, in the bag's order.
final class ChosenRows implements FeatureRows {
    private final FeatureRows bag;
    private final int[] rows;

    /// @param bag stays the caller's
    /// @param rows ascending; not copied
    ChosenRows(FeatureRows bag, int[] rows) {
        this.bag = bag;
        this.rows = rows;
    }

    @Override
    public int size() {
        return rows.length;
    }

    @Override
    public int dimension() {
        return bag.dimension();
    }

    @Override
    public void copy(int from, int count, MemorySegment into) {
        long row = (long) bag.dimension() * Float.BYTES;
        for (int i = 0; i < count; i++) {
            bag.copy(rows[from + i], 1, into.asSlice(i * row, row));
        }
    }
}
