package org.acinus.mil.pack.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;

/// Zeros around a picture before a convolution or a pooling, the same along both axes.
///
/// @param before above and to the left
/// @param after below and to the right
public record Padding(int before, int after) {
    /// No zeros.
    public static final Padding NONE = new Padding(0, 0);

    /// The same on every side, PyTorch's way.
    public static Padding around(int pixels) {
        return new Padding(pixels, pixels);
    }

    /// TensorFlow's `SAME`: of `(ceil(n / stride) - 1) * stride + kernel - n` zeros the smaller half goes before.
    ///
    /// ONNX's `auto_pad` would do the same, but is deprecated, so the numbers are written out.
    ///
    /// @param pixels width and height of the input
    public static Padding same(int pixels, int kernel, int stride) {
        int total = Math.max((Math.ceilDiv(pixels, stride) - 1) * stride + kernel - pixels, 0);
        return new Padding(total / 2, total - total / 2);
    }

    /// Zeros of two paddings, one after the other.
    public Padding plus(Padding other) {
        return new Padding(before + other.before, after + other.after);
    }

    /// Width and height of what comes out.
    ///
    /// @param pixels width and height of the input
    public int pixelsAfter(int pixels, int kernel, int stride) {
        return (pixels + before + after - kernel) / stride + 1;
    }

    AttributeProto attribute() {
        return OnnxGraph.ints("pads", before, before, after, after);
    }
}
