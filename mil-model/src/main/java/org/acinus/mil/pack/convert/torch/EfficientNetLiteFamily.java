package org.acinus.mil.pack.convert.torch;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.acinus.mil.pack.EncoderSpec;
import org.acinus.mil.pack.NamedTensors;
import org.acinus.mil.pack.convert.ByteScaling;
import org.acinus.mil.pack.convert.EfficientNetLite;
import org.acinus.mil.pack.convert.ForeignEncoder;

/// EfficientNet-Lite0 as three makers have it: same layers, other names, other padding, other batch norm. The number
/// of channels is the checkpoint's own.
final class EfficientNetLiteFamily implements TorchFamily {
    private static final Pattern CLASSIFIER = Pattern.compile("(_fc|classifier)\\.(weight|bias)");
    private static final EfficientNetLite NETWORK = EfficientNetLite.LITE0;

    /// Blocks of each stage.
    private static final List<Integer> STAGES = List.of(1, 2, 2, 3, 3, 4, 1);

    private final String word;
    private final Naming naming;

    /// Whose names they are, and what the maker does besides.
    ///
    /// @param landmark the tensor of the first layer
    /// @param timm whether layers are named as timm names them
    /// @param epsilon of every batch norm
    /// @param samePadding TensorFlow's padding, else PyTorch's
    /// @param scaling the usual first step
    private record Naming(String landmark, boolean timm, double epsilon, boolean samePadding, ByteScaling scaling) {}

    /// `efficientnet-lite-pytorch`, converted from TensorFlow.
    static EfficientNetLiteFamily litePytorch() {
        return new EfficientNetLiteFamily(
                "efficientnet-lite0", new Naming("_conv_stem.weight", false, 1e-3, true, ByteScaling.same(127, 128)));
    }

    /// timm's own `efficientnet_lite0`.
    static EfficientNetLiteFamily timm() {
        return new EfficientNetLiteFamily(
                "timm-efficientnet-lite0", new Naming("conv_stem.weight", true, 1e-5, false, ByteScaling.IMAGENET));
    }

    /// timm's `tf_efficientnet_lite0`, converted from TensorFlow.
    static EfficientNetLiteFamily timmTf() {
        return new EfficientNetLiteFamily(
                "timm-tf-efficientnet-lite0",
                new Naming("conv_stem.weight", true, 1e-3, true, ByteScaling.MINUS_ONE_TO_ONE));
    }

    private EfficientNetLiteFamily(String word, Naming naming) {
        this.word = word;
        this.naming = naming;
    }

    @Override
    public String word() {
        return word;
    }

    @Override
    public boolean recognises(NamedTensors weights) {
        String prefix = prefix(weights);
        String block = naming.timm ? "blocks.0.0.conv_dw.weight" : "_blocks.0._depthwise_conv.weight";
        return weights.names().contains(prefix + naming.landmark)
                && weights.names().contains(prefix + block)
                && weights.names().stream().noneMatch(name -> name.contains("_se_") || name.contains(".se."));
    }

    private String prefix(NamedTensors weights) {
        return TakenTensors.prefix(weights, naming.landmark);
    }

    @Override
    public ForeignEncoder convert(NamedTensors weights, TorchSettings settings) {
        String prefix = prefix(weights);
        Map<String, String> layers = naming.timm ? timmLayers() : Map.of();
        TakenTensors taken = new TakenTensors(
                weights, name -> plain(name.substring(name.startsWith(prefix) ? prefix.length() : 0), layers));
        ByteScaling scaling = settings.scaling().orElse(naming.scaling);
        int pixels = settings.pixels().orElse(NETWORK.inputPixels());
        EfficientNetLite network = NETWORK.with(pixels, naming.epsilon).sizedAs(taken);
        byte[] graph = network.toOnnx(taken, INPUT, EMBEDDING, scaling, naming.samePadding);
        taken.requireAllTaken("EfficientNet-Lite0", CLASSIFIER);
        EncoderSpec spec = EncoderSpec.ofOnnx(
                GRAPH, pixels, settings.spacingMicrons(), INPUT, EMBEDDING, network.headChannels(), scaling.words());
        return new ForeignEncoder(graph, spec, "EfficientNet-Lite0 (Tan and Le 2019), as of " + word);
    }

    private static String plain(String name, Map<String, String> layers) {
        int dot = name.lastIndexOf('.');
        String layer = dot < 0 ? name : name.substring(0, dot);
        return layers.getOrDefault(layer, layer) + (dot < 0 ? "" : name.substring(dot));
    }

    /// From timm's names of layers to those of `efficientnet-lite-pytorch`.
    private static Map<String, String> timmLayers() {
        Map<String, String> names = new HashMap<>(
                Map.of("conv_stem", "_conv_stem", "bn1", "_bn0", "conv_head", "_conv_head", "bn2", "_bn1"));
        int index = 0;
        for (int stage = 0; stage < STAGES.size(); stage++) {
            for (int block = 0; block < STAGES.get(stage); block++, index++) {
                String from = "blocks." + stage + "." + block + ".";
                String to = "_blocks." + index + "._";
                boolean expands = stage > 0;
                names.put(from + "conv_dw", to + "depthwise_conv");
                // The first block has no expansion, so timm's names move up by one.
                names.put(from + (expands ? "conv_pwl" : "conv_pw"), to + "project_conv");
                names.put(from + (expands ? "bn2" : "bn1"), to + "bn1");
                names.put(from + (expands ? "bn3" : "bn2"), to + "bn2");
                if (expands) {
                    names.put(from + "conv_pw", to + "expand_conv");
                    names.put(from + "bn1", to + "bn0");
                }
            }
        }
        return names;
    }
}
