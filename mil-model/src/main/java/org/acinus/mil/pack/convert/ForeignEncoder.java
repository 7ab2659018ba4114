package org.acinus.mil.pack.convert;

import java.util.Optional;
import org.acinus.mil.calibrate.novelty.NormSpec;
import org.acinus.mil.calibrate.novelty.TrainingNorm;
import org.acinus.mil.pack.ClassSpec;
import org.acinus.mil.pack.EncoderSpec;
import org.acinus.mil.pack.TrainingNormFile;

/// A foreign network written as a graph.
///
/// A class and not a record, because arrays break a record's equality.
public final class ForeignEncoder {
    private final byte[] onnx;
    private final EncoderSpec spec;
    private final String description;
    private final Optional<TrainingNorm> norm;

    /// Wraps a graph.
    ///
    /// @param onnx the graph; not copied, and not written to afterwards
    /// @param spec what goes in and what comes out
    /// @param description of the network in a few words, for its card
    public ForeignEncoder(byte[] onnx, EncoderSpec spec, String description) {
        this(onnx, spec, description, Optional.empty());
    }

    private ForeignEncoder(byte[] onnx, EncoderSpec spec, String description, Optional<TrainingNorm> norm) {
        this.onnx = onnx;
        this.spec = spec;
        this.description = description;
        this.norm = norm;
    }

    /// The same classifier, of whose training something is known.
    ///
    /// @param found what its features were like
    /// @param limit greatest distance of a slide that it is at home on
    public ForeignEncoder knowing(TrainingNorm found, double limit) {
        ClassSpec classes = spec.classes()
                .orElseThrow(() -> new IllegalArgumentException("Only a classifier tells tissue it does not know"))
                .knowing(new NormSpec(TrainingNormFile.NAME, limit));
        return new ForeignEncoder(onnx, spec.classifying(classes), description, Optional.of(found));
    }

    /// What its features were like in training, where a pack is to keep it.
    public Optional<TrainingNorm> norm() {
        return norm;
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
