package org.acinus.mil.pack.keras;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.acinus.mil.pack.InvalidPackException;
import org.acinus.mil.pack.NamedTensors;
import org.acinus.mil.pack.Tensor;

/// A Keras model with its weights, read whole from an HDF5 file. Immutable.
///
/// Weights are named `layer/weight`, for example `conv1/kernel`: the suffixes that Keras adds to tell two copies
/// of a model apart are left out.
public final class KerasFile implements NamedTensors {
    /// Keras models are megabytes; a claim of more than this is a damaged or hostile file.
    private static final long MOST_VALUES = 1L << 28;

    private final List<KerasLayer> layers;
    private final Map<String, Tensor> weights;

    private KerasFile(List<KerasLayer> layers, Map<String, Tensor> weights) {
        this.layers = List.copyOf(layers);
        this.weights = weights;
    }

    /// Reads a model.
    ///
    /// @throws InvalidPackException where the file is no Keras model, damaged, or branches
    public static KerasFile read(Path file) {
        requireWhole(file);
        try (HdfFile hdf = new HdfFile(file)) {
            JsonNode config = new JsonMapper().readTree(text(hdf, "model_config"));
            List<KerasLayer> layers = chain(config.path("config"));
            Group root = hdf.getChild("model_weights") instanceof Group group ? group : hdf;
            Map<String, Tensor> weights = new LinkedHashMap<>();
            for (KerasLayer layer : layers) {
                if (root.getChild(layer.name()) instanceof Group group) {
                    collect(group, layer.name(), new HashSet<>(), weights);
                }
            }
            return new KerasFile(layers, weights);
        } catch (InvalidPackException refused) {
            throw new InvalidPackException(file + ": " + refused.getMessage(), refused);
        } catch (JsonProcessingException broken) {
            throw new InvalidPackException(
                    file + " does not describe a Keras model: " + broken.getOriginalMessage(), broken);
        } catch (RuntimeException | StackOverflowError damaged) {
            // The library meets damage with whatever exception the wrong bytes lead to.
            throw new InvalidPackException(file + " is not a readable HDF5 file: " + firstLine(damaged), damaged);
        }
    }

    /// Compares the file's length with the end that its superblock states, which the library does not.
    private static void requireWhole(Path file) {
        try {
            Optional<Long> stated = Superblock.statedEnd(file);
            long length = Files.size(file);
            if (stated.isEmpty()) {
                throw new InvalidPackException(file + " is not an HDF5 file");
            }
            if (stated.get() > length) {
                throw new InvalidPackException(file + " is cut short: it has " + length + " of " + stated.get()
                        + " bytes; copy or download it again");
            }
        } catch (IOException unreadable) {
            throw new InvalidPackException(file + " cannot be read: " + unreadable, unreadable);
        }
    }

    private static String text(Group group, String name) {
        Attribute attribute = group.getAttribute(name);
        if (attribute == null || !(attribute.getData() instanceof String text)) {
            throw new InvalidPackException("no attribute " + name
                    + " in it; files of weights alone do not say what network they belong to: save the whole model");
        }
        return text;
    }

    private static List<KerasLayer> chain(JsonNode model) {
        List<KerasLayer> layers = new ArrayList<>();
        JsonNode entries = model.isArray() ? model : model.path("layers");
        for (JsonNode entry : entries) {
            String kind = entry.path("class_name").asText();
            JsonNode config = entry.path("config");
            KerasLayer layer =
                    new KerasLayer(config.path("name").asText(entry.path("name").asText()), kind, config);
            List<String> inputs = new ArrayList<>();
            entry.path("inbound_nodes")
                    .forEach(node ->
                            node.forEach(input -> inputs.add(input.path(0).asText())));
            boolean follows = inputs.isEmpty()
                    || (inputs.size() == 1
                            && !layers.isEmpty()
                            && inputs.getFirst().equals(layers.getLast().name()));
            if (!follows) {
                throw layer.refusal("it does not simply follow the layer before it");
            }
            layers.add(layer);
        }
        if (layers.isEmpty()) {
            throw new InvalidPackException("it describes no layers");
        }
        return layers;
    }

    /// @param seen addresses of the layer's groups: one may hold itself, and then there is no end of ways to it
    private static void collect(Group group, String layer, Set<Long> seen, Map<String, Tensor> into) {
        if (!seen.add(group.getAddress())) {
            throw new InvalidPackException("the groups of layer " + layer + " hold one another");
        }
        for (Node node : group) {
            if (node instanceof Group inner) {
                collect(inner, layer, seen, into);
            } else if (node instanceof Dataset dataset) {
                String name = dataset.getName().replaceFirst(":\\d+$", "");
                into.put(layer + "/" + name, tensor(dataset));
            }
        }
    }

    private static Tensor tensor(Dataset dataset) {
        long count = 1;
        for (int length : dataset.getDimensions()) {
            count *= length;
            if (length < 1 || count > MOST_VALUES) {
                throw new InvalidPackException("dataset " + dataset.getPath() + " cannot have the shape "
                        + Arrays.toString(dataset.getDimensions()));
            }
        }
        if (!(dataset.getDataFlat() instanceof float[] values) || values.length != count) {
            throw new InvalidPackException("dataset " + dataset.getPath() + " does not hold float32");
        }
        return new Tensor(Arrays.stream(dataset.getDimensions()).boxed().toList(), values);
    }

    private static String firstLine(Throwable damaged) {
        return String.valueOf(damaged.getMessage()).lines().findFirst().orElse("damaged");
    }

    /// The layers, from the input on; each follows the one before it.
    public List<KerasLayer> layers() {
        return layers;
    }

    @Override
    public Set<String> names() {
        return weights.keySet();
    }

    @Override
    public Tensor tensor(String name) {
        Tensor tensor = weights.get(name);
        if (tensor == null) {
            throw new InvalidPackException("The model has no weights " + name);
        }
        return tensor;
    }
}
