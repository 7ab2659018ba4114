package org.acinus.mil.pack.convert;

import java.util.Arrays;
import java.util.List;
import org.acinus.mil.pack.InvalidPackException;

/// Numbers with a shape, float32, row-major.
///
/// A class and not a record, because arrays break a record's equality. The array is not copied on the way in;
/// nobody writes to it afterwards, so a tensor is immutable and thread-safe.
public final class FloatTensor {
    private final float[] values;
    private final List<Integer> shape;

    /// Wraps an array.
    ///
    /// @param values row-major, as many as the product of `shape`; not copied
    /// @param shape empty for a scalar
    public FloatTensor(float[] values, List<Integer> shape) {
        long count = 1;
        for (int size : shape) {
            count = Math.multiplyExact(count, size);
        }
        if (count != values.length) {
            throw new IllegalArgumentException(values.length + " values do not fill the shape " + shape);
        }
        this.values = values;
        this.shape = List.copyOf(shape);
    }

    /// One number.
    public static FloatTensor scalar(float value) {
        return new FloatTensor(new float[] {value}, List.of());
    }

    /// Sizes, slowest first.
    public List<Integer> shape() {
        return shape;
    }

    /// How many numbers there are.
    public int size() {
        return values.length;
    }

    /// One number.
    ///
    /// @param index row-major, from 0
    public float at(int index) {
        return values[index];
    }

    /// Refuses any other shape.
    ///
    /// @throws InvalidPackException naming both shapes
    FloatTensor requireShape(String name, int... sizes) {
        List<Integer> wanted = Arrays.stream(sizes).boxed().toList();
        if (!shape.equals(wanted)) {
            throw new InvalidPackException(name + " has the shape " + shape + ", not " + wanted);
        }
        return this;
    }
}
