package org.acinus.mil.pack.convert.torch;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.acinus.mil.pack.InvalidPackException;
import org.acinus.mil.pack.NamedTensors;
import org.acinus.mil.pack.Tensor;

/// Weights under the names that a family uses, with an eye on which of them were taken. One thread.
final class TakenTensors implements NamedTensors {
    /// Counters of batch norm, which inference does not need.
    private static final Pattern COUNTER = Pattern.compile("(.*\\.)?num_batches_tracked");

    private final NamedTensors weights;
    private final Map<String, String> originals = new HashMap<>();
    private final Set<String> taken = new HashSet<>();

    /// Renames the weights.
    ///
    /// @param name from the checkpoint's name to the family's
    TakenTensors(NamedTensors weights, UnaryOperator<String> name) {
        this.weights = weights;
        for (String original : weights.names()) {
            String other = originals.put(name.apply(original), original);
            if (other != null) {
                throw new InvalidPackException("Its tensors " + other + " and " + original + " are the same one");
            }
        }
    }

    /// What a wrapper put before every name, such as `module.` or `backbone.`.
    ///
    /// @param landmark a tensor that every member of the family has, by its plain name
    /// @return the prefix, or nothing
    static String prefix(NamedTensors weights, String landmark) {
        return weights.names().stream()
                .filter(name -> name.endsWith("." + landmark))
                .map(name -> name.substring(0, name.length() - landmark.length()))
                .min((a, b) -> Integer.compare(a.length(), b.length()))
                .filter(found -> !weights.names().contains(landmark))
                .orElse("");
    }

    boolean has(String name) {
        return originals.containsKey(name);
    }

    @Override
    public Set<String> names() {
        return Set.copyOf(originals.keySet());
    }

    @Override
    public Tensor tensor(String name) {
        String original = originals.get(name);
        if (original == null) {
            throw new InvalidPackException("The checkpoint has no tensor " + name);
        }
        taken.add(name);
        return weights.tensor(original);
    }

    /// Refuses a checkpoint that holds more than was taken.
    ///
    /// @param family for the message, for example `a ResNet`
    /// @param classifier names of tensors after the embedding, which are left out knowingly
    void requireAllTaken(String family, Pattern classifier) {
        for (String name : originals.keySet()) {
            if (!taken.contains(name)
                    && !COUNTER.matcher(name).matches()
                    && !classifier.matcher(name).matches()) {
                throw new InvalidPackException(
                        "Tensor " + originals.get(name) + " has no place in " + family
                                + "; this is another network, of which models/export/export_encoder.py makes a pack, with Python");
            }
        }
    }
}
