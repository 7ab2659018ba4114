package org.acinus.mil.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.acinus.mil.pack.InvalidPackException;
import org.acinus.mil.pack.ModelPack;

/// Takes an engine's answer and nothing on trust: shape, type and numbers are checked.
///
/// @param pack that answered
/// @param device it ran on
record OutputRows(ModelPack pack, InferenceDevice device) {

    /// One row a tile.
    ///
    /// @param what names the output in an error
    /// @throws InvalidPackException where the output is not `tiles` x `columns` float32, or a value is no
    ///     number
    float[] of(NDArray output, String what, int tiles, int columns) {
        Shape wanted = new Shape(tiles, columns);
        if (!output.getShape().equals(wanted) || output.getDataType() != DataType.FLOAT32) {
            throw new InvalidPackException("Pack " + pack + ": " + what + " is " + output.getShape() + " "
                    + output.getDataType() + " for " + tiles + " tiles, not " + wanted + " float32");
        }
        return finite(output);
    }

    /// All numbers of an output, row-major.
    ///
    /// @throws InvalidPackException where a value is no number
    float[] finite(NDArray output) {
        return finite(output.toFloatArray());
    }

    /// The same numbers.
    ///
    /// @throws InvalidPackException where a value is no number
    float[] finite(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new InvalidPackException("Pack " + pack.manifest().name() + " answered " + value + " on " + device
                        + "; check the pack with `packs verify`, and the device");
            }
        }
        return values;
    }
}
