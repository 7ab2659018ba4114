package org.acinus.mil.pack.convert.torch;

import java.util.List;
import java.util.stream.Collectors;
import org.acinus.mil.pack.InvalidPackException;
import org.acinus.mil.pack.NamedTensors;
import org.acinus.mil.pack.convert.ForeignEncoder;

/// A family of networks whose checkpoints can be imported. Stateless.
public interface TorchFamily {
    /// File of the graph in a pack.
    String GRAPH = "encoder.onnx";

    /// Name of the graph's input.
    String INPUT = "tiles";

    /// Name of the graph's output.
    String EMBEDDING = "embedding";

    /// All families, by the word that asks for each.
    static List<TorchFamily> all() {
        return List.of(
                new ResNetFamily(),
                new VisionTransformerFamily(),
                EfficientNetLiteFamily.litePytorch(),
                EfficientNetLiteFamily.timm(),
                EfficientNetLiteFamily.timmTf());
    }

    /// Finds the family of a checkpoint.
    ///
    /// @throws InvalidPackException where none knows the names, or several do, saying how to choose
    static TorchFamily of(NamedTensors weights) {
        List<TorchFamily> fitting =
                all().stream().filter(family -> family.recognises(weights)).toList();
        if (fitting.size() == 1) {
            return fitting.getFirst();
        }
        if (fitting.isEmpty()) {
            throw new InvalidPackException("The names of its tensors are those of no network that is known here ("
                    + words(all()) + "); the first are "
                    + weights.names().stream().sorted().limit(5).collect(Collectors.joining(", "))
                    + "; models/export/export_encoder.py makes packs of other networks, with Python");
        }
        throw new InvalidPackException("Its tensors fit several networks alike, which compute differently; say with"
                + " --arch which it is: " + words(fitting));
    }

    private static String words(List<TorchFamily> families) {
        return families.stream().map(TorchFamily::word).collect(Collectors.joining(", "));
    }

    /// The word that asks for this family.
    String word();

    /// Whether the names are this family's.
    boolean recognises(NamedTensors weights);

    /// Writes the network down as a graph.
    ///
    /// @throws InvalidPackException where a tensor is missing, has another shape, or has no place in the network
    ForeignEncoder convert(NamedTensors weights, TorchSettings settings);
}
