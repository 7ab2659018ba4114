package org.acinus.mil.features;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;
import org.acinus.mil.FeatureMatrix;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.FixedSizeListVector;

/// A column of equally long lists of float32 in Arrow's memory.
///
/// @param lists the column
/// @param values of all lists, one after the other
record FloatColumn(FixedSizeListVector lists, Float4Vector values) {

    /// Finds a column by name.
    static Optional<FloatColumn> of(VectorSchemaRoot root, String name) {
        return Optional.ofNullable((FixedSizeListVector) root.getVector(name))
                .map(lists -> new FloatColumn(lists, (Float4Vector) lists.getDataVector()));
    }

    private int length() {
        return lists.getListSize();
    }

    /// Makes room for so many tiles.
    void allocate(int tiles) {
        lists.setInitialCapacity(tiles);
        values.setInitialCapacity(Math.multiplyExact(tiles, length()));
        lists.allocateNew();
    }

    /// Puts one row at a place for which there is room.
    void put(int at, FeatureMatrix rows, int row) {
        lists.setNotNull(at);
        long bytes = (long) length() * Float.BYTES;
        segment(at * bytes, bytes).copyFrom(rows.segment().asSlice(row * bytes, bytes));
    }

    /// Says that none of the values of so many tiles is missing.
    void finish(int tiles) {
        values.getValidityBuffer().setOne(0, Math.ceilDivExact((long) tiles * length(), 8L));
    }

    /// Copies the first rows out.
    ///
    /// @param into row-major
    /// @param row first row to write
    void copy(float[] into, int row, int tiles) {
        int floats = tiles * length();
        MemorySegment source = segment(0, (long) floats * Float.BYTES);
        MemorySegment.copy(source, ValueLayout.JAVA_FLOAT_UNALIGNED, 0, into, row * length(), floats);
    }

    private MemorySegment segment(long offset, long bytes) {
        ArrowBuf buffer = values.getDataBuffer();
        return MemorySegment.ofBuffer(buffer.nioBuffer(offset, Math.toIntExact(bytes)));
    }
}
