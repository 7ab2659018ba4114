package org.acinus.mil.pack;

import java.util.Arrays;
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

    /// This tensor, where it has the wanted shape.
    ///
    /// @param name of the tensor, for the message
    /// @param wanted lengths, outermost first
    /// @throws InvalidPackException where the shape is another
    public Tensor requireShape(String name, int... wanted) {
        List<Integer> lengths = Arrays.stream(wanted).boxed().toList();
        if (!shape.equals(lengths)) {
            throw new InvalidPackException("Tensor " + name + " has the shape " + shape + ", not " + lengths
                    + "; these are the weights of another network");
        }
        return this;
    }

    /// The same values in another shape.
    ///
    /// @param lengths that hold as many values
    public Tensor reshape(int... lengths) {
        return new Tensor(Arrays.stream(lengths).boxed().toList(), values);
    }

    /// The same values with their axes in another order.
    ///
    /// @param axes for each axis of the result, the axis that it is here
    public Tensor transpose(int... axes) {
        int rank = shape.size();
        int[] steps = new int[rank];
        int[] lengths = new int[rank];
        for (int axis = 0; axis < rank; axis++) {
            lengths[axis] = shape.get(axes[axis]);
            int step = 1;
            for (int inner = axes[axis] + 1; inner < rank; inner++) {
                step *= shape.get(inner);
            }
            steps[axis] = step;
        }
        float[] moved = new float[values.length];
        int[] at = new int[rank];
        int from = 0;
        for (int i = 0; i < moved.length; i++) {
            moved[i] = values[from];
            for (int axis = rank - 1; axis >= 0; axis--) {
                from += steps[axis];
                if (++at[axis] < lengths[axis]) {
                    break;
                }
                from -= steps[axis] * lengths[axis];
                at[axis] = 0;
            }
        }
        return new Tensor(Arrays.stream(lengths).boxed().toList(), moved);
    }

    /// A copy of all values, row-major.
    public float[] toArray() {
        return values.clone();
    }
}
