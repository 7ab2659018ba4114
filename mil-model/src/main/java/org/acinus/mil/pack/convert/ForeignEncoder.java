package org.acinus.mil.pack.convert;

import org.acinus.mil.pack.EncoderSpec;

/// A foreign network written as a graph.
///
/// A class and not a record, because arrays break a record's equality.
public final class ForeignEncoder {
    private final byte[] onnx;
    private final EncoderSpec spec;
    private final String description;

    /// Wraps a graph.
    ///
    /// @param onnx the graph; not copied, and not written to afterwards
    /// @param spec what goes in and what comes out
    /// @param description of the network in a few words, for its card
    public ForeignEncoder(byte[] onnx, EncoderSpec spec, String description) {
        this.onnx = onnx;
        this.spec = spec;
        this.description = description;
    }

    /// The graph; not to be written to.
    public byte[] onnx() {
        return onnx;
    }

    /// What goes in and what comes out.
    public EncoderSpec spec() {
        return spec;
    }

    /// The network in a few words.
    public String description() {
        return description;
    }
}
