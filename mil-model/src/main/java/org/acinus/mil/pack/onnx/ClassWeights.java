package org.acinus.mil.pack.onnx;

import java.util.List;
import org.acinus.mil.pack.ClassSpec;
import org.acinus.mil.pack.EncoderSpec;
import org.acinus.mil.pack.InvalidPackException;
import org.acinus.mil.pack.ModelPack;
import org.acinus.mil.pack.PackMismatchException;
import org.acinus.mil.pack.Tensor;

/// The last layer of a tile classifier, for class activation maps.
///
/// @param classes names, in the order of the rows
/// @param weights `[classes, channels of the last feature map]`
public record ClassWeights(List<String> classes, Tensor weights) {
    public ClassWeights {
        classes = List.copyOf(classes);
    }

    /// Reads them out of a pack's graph.
    ///
    /// @throws PackMismatchException where the pack is no tile classifier, or does not say where they are
    /// @throws InvalidPackException where the graph has no such tensor, or one of another shape
    public static ClassWeights of(ModelPack pack) {
        EncoderSpec encoder = pack.encoder();
        ClassSpec classes = encoder.classes()
                .orElseThrow(() -> new PackMismatchException("Pack " + pack + " is a "
                        + pack.manifest().kind() + ", which has no classes; name a tile classifier"));
        String name = classes.weights()
                .orElseThrow(() -> new PackMismatchException(
                        "Pack " + pack + " does not say which tensor holds its classes' weights"));
        String graph = encoder.onnx()
                .orElseThrow(() -> new PackMismatchException("Pack " + pack + " has no ONNX graph to read weights of"));
        Tensor weights = OnnxFile.parse(pack.read(graph), pack.toString()).constant(name);
        if (weights.shape().size() != 2
                || weights.shape().getFirst() != classes.names().size()) {
            throw new InvalidPackException("Pack " + pack + ": tensor " + name + " has the shape " + weights.shape()
                    + ", not one row for each of " + classes.names().size() + " classes");
        }
        return new ClassWeights(classes.names(), weights);
    }

    /// The weight of a channel for a class.
    public float at(int classIndex, int channel) {
        return weights.at(classIndex * weights.shape().getLast() + channel);
    }
}
