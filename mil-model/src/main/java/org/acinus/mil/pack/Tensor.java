package org.acinus.mil.pack;

import java.util.List;

/// An array of floats with a shape, row-major.
///
/// A class and not a record, because arrays break a record's equality. Not copied on the way in: whoever fills
/// the array stops writing to it before handing it over; from then on it is immutable and thread-safe.
public final class Tensor {
    private final List<Integer> shape;
    private final float[] values;

    /// Wraps an array.
    ///
    /// @param shape lengths, each at least 1; empty for a single number
    /// @param values as many as the shape holds, row-major; not copied
    public Tensor(List<Integer> shape, float[] values) {
        this.shape = List.copyOf(shape);
        this.values = values;
        long size = 1;
        for (int length : this.shape) {
            if (length < 1) {
                throw new IllegalArgumentException("A tensor cannot have shape " + shape);
            }
            size = Math.multiplyExact(size, length);
        }
        if (size != values.length) {
            throw new IllegalArgumentException(values.length + " values do not fill shape " + shape);
        }
    }

    /// The lengths, outermost first.
    public List<Integer> shape() {
        return shape;
    }

    /// How many values there are.
    public int size() {
        return values.length;
    }

    /// One value, by its row-major place.
    public float at(int index) {
        return values[index];
    }

    /// A copy of all values, row-major.
    public float[] toArray() {
        return values.clone();
    }
}
