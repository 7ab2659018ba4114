package org.acinus.mil.features;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;
import org.acinus.mil.FeatureMatrix;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.Float2Vector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.FixedSizeListVector;

/// A column of equally long lists of float32 or float16 in Arrow's memory; to its users all of it is float32.
///
/// @param lists the column
/// @param values of all lists, one after the other
/// @param precision of the values
record FloatColumn(FixedSizeListVector lists, BaseFixedWidthVector values, FeaturePrecision precision) {
    private static final ValueLayout.OfShort HALF = ValueLayout.JAVA_SHORT_UNALIGNED;

    /// Finds a column by name.
    static Optional<FloatColumn> of(VectorSchemaRoot root, String name) {
        return Optional.ofNullable((FixedSizeListVector) root.getVector(name)).map(lists -> {
            BaseFixedWidthVector values = (BaseFixedWidthVector) lists.getDataVector();
            boolean half = values instanceof Float2Vector;
            return new FloatColumn(lists, values, half ? FeaturePrecision.FLOAT16 : FeaturePrecision.FLOAT32);
        });
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
    ///
    /// @throws IllegalArgumentException where a value is too great for the column's precision
    void put(int at, FeatureMatrix rows, int row) {
        lists.setNotNull(at);
        long bytes = (long) length() * precision.bytes();
        MemorySegment into = segment(at * bytes, bytes);
        if (precision == FeaturePrecision.FLOAT32) {
            into.copyFrom(rows.segment().asSlice(row * bytes, bytes));
            return;
        }
        for (int i = 0; i < length(); i++) {
            float value = rows.at(row, i);
            short half = Float.floatToFloat16(value);
            if (!Float.isFinite(Float.float16ToFloat(half))) {
                throw new IllegalArgumentException(
                        "Feature " + i + " is " + value + ", beyond float16; write the bag as float32");
            }
            into.set(HALF, (long) i * Short.BYTES, half);
        }
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
        MemorySegment source = segment(0, (long) floats * precision.bytes());
        if (precision == FeaturePrecision.FLOAT32) {
            MemorySegment.copy(source, ValueLayout.JAVA_FLOAT_UNALIGNED, 0, into, row * length(), floats);
            return;
        }
        for (int i = 0; i < floats; i++) {
            into[row * length() + i] = Float.float16ToFloat(source.get(HALF, (long) i * Short.BYTES));
        }
    }

    private MemorySegment segment(long offset, long bytes) {
        ArrowBuf buffer = values.getDataBuffer();
        return MemorySegment.ofBuffer(buffer.nioBuffer(offset, Math.toIntExact(bytes)));
    }
}
