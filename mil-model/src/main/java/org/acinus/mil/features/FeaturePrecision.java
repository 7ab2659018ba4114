package org.acinus.mil.features;

import org.apache.arrow.vector.types.FloatingPointPrecision;

/// How a bag stores its embeddings.
public enum FeaturePrecision {
    /// As the encoder gave them.
    FLOAT32(FloatingPointPrecision.SINGLE, Float.BYTES),

    /// Rounded to half precision (IEEE 754 binary16): half the size, 11 significant bits, up to 65,504.
    FLOAT16(FloatingPointPrecision.HALF, Short.BYTES);

    private final FloatingPointPrecision arrow;
    private final int bytes;

    FeaturePrecision(FloatingPointPrecision arrow, int bytes) {
        this.arrow = arrow;
        this.bytes = bytes;
    }

    FloatingPointPrecision arrow() {
        return arrow;
    }

    /// Bytes of one value.
    public int bytes() {
        return bytes;
    }
}
