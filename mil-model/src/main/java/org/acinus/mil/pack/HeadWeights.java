package org.acinus.mil.pack;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The weights of a head pack: one head's tensors under their names, or an ensemble's under `0/name`, `1/name`,
/// ….
public final class HeadWeights {
    private static final String FIRST_LAYER = "embed.weight";

    private HeadWeights() {}

    /// The bytes of a weights file.
    ///
    /// @param members weights of each head, at least one
    public static byte[] write(List<Map<String, Tensor>> members) {
        if (members.size() == 1) {
            return Safetensors.write(members.getFirst());
        }
        Map<String, Tensor> all = new HashMap<>();
        for (int i = 0; i < members.size(); i++) {
            String prefix = i + "/";
            members.get(i).forEach((name, tensor) -> all.put(prefix + name, tensor));
        }
        return Safetensors.write(all);
    }

    /// Reads the weights of each head of a pack.
    ///
    /// @throws PackMismatchException where the pack is no head
    /// @throws InvalidPackException where a tensor belongs to no head
    public static List<Map<String, Tensor>> read(ModelPack pack) {
        HeadSpec spec = pack.head();
        Map<String, Tensor> all = Safetensors.read(pack.read(spec.weights()), pack + ", " + spec.weights());
        if (spec.members().isEmpty()) {
            return List.of(all);
        }
        List<Map<String, Tensor>> members = new ArrayList<>();
        for (int i = 0; i < spec.members().get(); i++) {
            members.add(new HashMap<>());
        }
        all.forEach((name, tensor) -> {
            String[] parts = name.split("/", 2);
            if (parts.length < 2 || !parts[0].matches("\\d{1,3}") || Integer.parseInt(parts[0]) >= members.size()) {
                throw new InvalidPackException("Pack " + pack + ": the tensor " + name + " belongs to none of its "
                        + members.size() + " members");
            }
            members.get(Integer.parseInt(parts[0])).put(parts[1], tensor);
        });
        return List.copyOf(members);
    }

    /// Length of the embeddings that a head reads.
    ///
    /// @throws InvalidPackException where the weights do not say
    public static int dimension(ModelPack pack, Map<String, Tensor> weights) {
        Tensor embed = weights.get(FIRST_LAYER);
        if (embed == null || embed.shape().size() != 2) {
            throw new InvalidPackException("Pack " + pack + ": the weights lack the matrix " + FIRST_LAYER);
        }
        return embed.shape().getLast();
    }
}
