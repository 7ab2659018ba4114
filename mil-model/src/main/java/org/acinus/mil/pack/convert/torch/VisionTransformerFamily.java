package org.acinus.mil.pack.convert.torch;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.acinus.mil.pack.NamedTensors;
import org.acinus.mil.pack.convert.ForeignEncoder;

/// Vision transformers (Dosovitskiy et al. 2021) under timm's names or torchvision's; DINOv2's layer scale and
/// registers too. Width, depth, patch and tile are read off the tensors; the embedding is the class token after the
/// last norm.
final class VisionTransformerFamily implements TorchFamily {
    private static final String TIMM = "patch_embed.proj.weight";
    private static final String TORCHVISION = "conv_proj.weight";
    private static final Pattern CLASSIFIER = Pattern.compile("(head|heads\\.head)\\.(weight|bias)|mask_token");

    /// From torchvision's words to timm's.
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("class_token", "cls_token"),
            Map.entry("encoder.pos_embedding", "pos_embed"),
            Map.entry("conv_proj.", "patch_embed.proj."),
            Map.entry("encoder.ln.", "norm."));

    private static final Pattern LAYER = Pattern.compile("encoder\\.layers\\.encoder_layer_(\\d+)\\.(.*)");

    private static final Map<String, String> IN_LAYER = Map.ofEntries(
            Map.entry("ln_1.", "norm1."),
            Map.entry("ln_2.", "norm2."),
            Map.entry("self_attention.in_proj_", "attn.qkv."),
            Map.entry("self_attention.out_proj.", "attn.proj."),
            Map.entry("mlp.0.", "mlp.fc1."),
            Map.entry("mlp.3.", "mlp.fc2."),
            Map.entry("mlp.linear_1.", "mlp.fc1."),
            Map.entry("mlp.linear_2.", "mlp.fc2."));

    @Override
    public String word() {
        return "vit";
    }

    @Override
    public boolean recognises(NamedTensors weights) {
        return weights.names().contains(TakenTensors.prefix(weights, TIMM) + TIMM) || isTorchvision(weights);
    }

    private static boolean isTorchvision(NamedTensors weights) {
        return weights.names().contains(TakenTensors.prefix(weights, TORCHVISION) + TORCHVISION);
    }

    @Override
    public ForeignEncoder convert(NamedTensors weights, TorchSettings settings) {
        String prefix = TakenTensors.prefix(weights, isTorchvision(weights) ? TORCHVISION : TIMM);
        TakenTensors taken = new TakenTensors(
                weights, name -> timm(name.startsWith(prefix) ? name.substring(prefix.length()) : name));
        ForeignEncoder encoder = new VisionTransformer(taken, settings).convert();
        taken.requireAllTaken("a vision transformer", CLASSIFIER);
        return encoder;
    }

    /// timm's name of a tensor under either name.
    private static String timm(String name) {
        Matcher layer = LAYER.matcher(name);
        return layer.matches()
                ? "blocks." + layer.group(1) + "." + replaced(layer.group(2), IN_LAYER)
                : replaced(name, WORDS);
    }

    private static String replaced(String name, Map<String, String> words) {
        for (Map.Entry<String, String> word : words.entrySet()) {
            if (name.startsWith(word.getKey())) {
                return word.getValue() + name.substring(word.getKey().length());
            }
        }
        return name;
    }
}
