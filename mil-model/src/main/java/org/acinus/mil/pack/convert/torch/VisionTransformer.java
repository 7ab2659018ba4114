package org.acinus.mil.pack.convert.torch;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.acinus.mil.pack.EncoderSpec;
import org.acinus.mil.pack.InvalidPackException;
import org.acinus.mil.pack.MapSpec;
import org.acinus.mil.pack.Tensor;
import org.acinus.mil.pack.convert.ByteScaling;
import org.acinus.mil.pack.convert.ConvolutionLayers;
import org.acinus.mil.pack.convert.ForeignEncoder;
import org.acinus.mil.pack.onnx.FoldedConvolution;
import org.acinus.mil.pack.onnx.OnnxGraph;
import org.acinus.mil.pack.onnx.Padding;

/// One vision transformer, under timm's names, on its graph. One thread, one use.
///
/// Shapes: tokens are `[N, tokens, width]`, the class token first, registers next, patches row by row.
final class VisionTransformer {
    private static final String MAP = "map";
    private static final double EPSILON = 1e-6;

    /// Heads that networks of a width have by custom; nothing in the weights says it.
    private static final Map<Integer, Integer> CUSTOMARY_HEADS =
            Map.of(192, 3, 384, 6, 768, 12, 1024, 16, 1280, 16, 1408, 16, 1536, 24);

    private final TakenTensors weights;
    private final TorchSettings settings;
    private final OnnxGraph graph = new OnnxGraph("vit");
    private final int width;
    private final int patch;
    private final int grid;
    private final int prefix;
    private final int heads;
    private final Set<String> constants = new HashSet<>();
    private int depth;

    VisionTransformer(TakenTensors weights, TorchSettings settings) {
        this.weights = weights;
        this.settings = settings;
        Tensor projection = weights.tensor("patch_embed.proj.weight");
        if (projection.shape().size() != 4) {
            throw new InvalidPackException(
                    "Its patch embedding has the shape " + projection.shape() + ", not width x 3 x patch x patch");
        }
        width = projection.shape().getFirst();
        patch = projection.shape().getLast();
        prefix = 1
                + (weights.has("reg_token")
                        ? weights.tensor("reg_token").shape().get(1)
                        : 0);
        grid = grid();
        heads = settings.heads().orElseGet(() -> {
            Integer customary = CUSTOMARY_HEADS.get(width);
            if (customary == null) {
                throw new InvalidPackException(
                        "A transformer of width " + width + " has no customary number of heads; say it with --heads");
            }
            return customary;
        });
        if (width % heads != 0) {
            throw new InvalidPackException(heads + " heads cannot share a width of " + width);
        }
    }

    /// Patches along a side, from the positions that were learned.
    private int grid() {
        int positions = weights.tensor("pos_embed").shape().get(1);
        for (int others : new int[] {prefix, 0}) {
            int side = (int) Math.round(Math.sqrt(Math.max(0, positions - others)));
            if (side > 0 && side * side == positions - others) {
                int stated = settings.pixels().orElse(side * patch);
                if (stated != side * patch) {
                    throw new InvalidPackException(
                            "Its positions are those of tiles of " + side * patch + " px, not of " + stated + " px");
                }
                return side;
            }
        }
        throw new InvalidPackException("Its " + positions + " positions are no square of patches");
    }

    ForeignEncoder convert() {
        int pixels = grid * patch;
        ByteScaling scaling = settings.scaling().orElse(ByteScaling.IMAGENET);
        String planes = new ConvolutionLayers(graph, pixels).normalise(graph.tiles(TorchFamily.INPUT, pixels), scaling);
        String x = embed(planes);
        while (weights.has("blocks." + depth + ".norm1.weight")) {
            x = block("blocks." + depth, x);
            depth++;
        }
        if (depth == 0) {
            throw new InvalidPackException("It has no transformer blocks");
        }
        String tokens = norm("norm", x);
        graph.node(
                "Gather",
                TorchFamily.EMBEDDING,
                List.of(tokens, graph.index("first", 0)),
                OnnxGraph.integer("axis", 1));
        graph.output(TorchFamily.EMBEDDING, width);
        // Nothing else needs the map, so an engine leaves it out unless it is asked for.
        String patches = graph.node(
                "Slice",
                "patches",
                List.of(
                        tokens,
                        graph.wholeNumbers("prefix", (long) prefix),
                        graph.wholeNumbers("end", Integer.MAX_VALUE),
                        graph.wholeNumbers("axis", 1L)));
        graph.node("Reshape", MAP, List.of(patches, graph.wholeNumbers("map.shape", 0L, grid, grid, width)));
        EncoderSpec spec = EncoderSpec.ofOnnx(
                        TorchFamily.GRAPH,
                        pixels,
                        settings.spacingMicrons(),
                        TorchFamily.INPUT,
                        TorchFamily.EMBEDDING,
                        width,
                        scaling.words())
                .mapping(new MapSpec(MAP, MapSpec.Layout.NHWC));
        String description = "Vision transformer (Dosovitskiy et al. 2021), patches of " + patch + " px, width " + width
                + ", " + depth + " blocks of " + heads + " heads"
                + (prefix > 1 ? ", " + (prefix - 1) + " registers" : "");
        return new ForeignEncoder(graph.toBytes(), spec, description);
    }

    /// Patches become tokens; class token, registers and positions are one constant, added to zeros before them.
    private String embed(String planes) {
        FoldedConvolution projection = FoldedConvolution.plain(
                weights.tensor("patch_embed.proj.weight", width, 3, patch, patch),
                Optional.of(weights.tensor("patch_embed.proj.bias", width)),
                1);
        String x = graph.convolution("patch_embed", planes, projection, patch, Padding.NONE);
        x = graph.node(
                "Reshape", "columns", List.of(x, graph.wholeNumbers("columns.shape", 0L, width, (long) grid * grid)));
        x = graph.node("Transpose", "rows", List.of(x), OnnxGraph.ints("perm", 0, 2, 1));
        x = graph.node("Pad", "room", List.of(x, graph.wholeNumbers("room.pads", 0L, prefix, 0L, 0L, 0L, 0L)));
        return graph.node("Add", "tokens", List.of(x, graph.constant("positions", positions())));
    }

    private Tensor positions() {
        int tokens = prefix + grid * grid;
        float[] values = new float[tokens * width];
        place(weights.tensor("cls_token", 1, 1, width), values, 0);
        if (prefix > 1) {
            place(weights.tensor("reg_token", 1, prefix - 1, width), values, 1);
        }
        Tensor learned = weights.tensor("pos_embed");
        int count = learned.size() / width;
        int from = tokens - count;
        for (int i = 0; i < learned.size(); i++) {
            values[from * width + i] += learned.at(i);
        }
        return new Tensor(List.of(1, tokens, width), values);
    }

    private void place(Tensor token, float[] values, int row) {
        for (int i = 0; i < token.size(); i++) {
            values[row * width + i] = token.at(i);
        }
    }

    private String block(String name, String input) {
        String attended = attention(name, norm(name + ".norm1", input));
        String x = graph.node("Add", name + ".attended", List.of(input, attended));
        requireUngated(name);
        String hidden = linear(name + ".mlp.fc1", norm(name + ".norm2", x), "");
        String refined = linear(name + ".mlp.fc2", gelu(hidden), name + ".ls2.gamma");
        return graph.node("Add", name + ".refined", List.of(x, refined));
    }

    /// Gated layers (Shazeer 2020, SwiGLU), as UNI2-h, Virchow and H-optimus have them, are twice as wide on the way
    /// in.
    private void requireUngated(String name) {
        List<Integer> in = weights.tensor(name + ".mlp.fc1.weight").shape();
        List<Integer> out = weights.tensor(name + ".mlp.fc2.weight").shape();
        if (!in.getFirst().equals(out.getLast())) {
            throw new InvalidPackException("Its layers have the shapes " + in + " and " + out
                    + ", which are gated ones (SwiGLU), or another network's; models/export/export_encoder.py makes a"
                    + " pack of it, with Python");
        }
    }

    private String attention(String name, String x) {
        int head = width / heads;
        Tensor qkv = weights.tensor(name + ".attn.qkv.weight", 3 * width, width);
        Tensor bias = weights.has(name + ".attn.qkv.bias")
                ? weights.tensor(name + ".attn.qkv.bias", 3 * width)
                : new Tensor(List.of(3 * width), new float[3 * width]);
        // The queries' scale goes into their weights.
        double scale = 1 / Math.sqrt(head);
        String query = project(name + ".query", x, part(qkv, 0, scale), part(bias, 0, scale), 0, 2, 1, 3);
        String key = project(name + ".key", x, part(qkv, 1, 1), part(bias, 1, 1), 0, 2, 3, 1);
        String value = project(name + ".value", x, part(qkv, 2, 1), part(bias, 2, 1), 0, 2, 1, 3);
        String likeness = graph.node("MatMul", name + ".likeness", List.of(query, key));
        String shares = graph.node("Softmax", name + ".shares", List.of(likeness), OnnxGraph.integer("axis", -1));
        String mixed = graph.node("MatMul", name + ".mixed", List.of(shares, value));
        String back = graph.node("Transpose", name + ".back", List.of(mixed), OnnxGraph.ints("perm", 0, 2, 1, 3));
        String joined = graph.node(
                "Reshape", name + ".joined", List.of(back, graph.wholeNumbers(name + ".joined.shape", 0L, 0L, width)));
        return linear(name + ".attn.proj", joined, name + ".ls1.gamma");
    }

    /// Splits the result into heads: `[N, heads, tokens, width / heads]`, or as `axes` say.
    private String project(String name, String x, Tensor weight, Tensor bias, long... axes) {
        String whole = graph.linear(name, x, weight.transpose(1, 0), bias);
        String split = graph.node(
                "Reshape",
                name + ".split",
                List.of(whole, graph.wholeNumbers(name + ".split.shape", 0L, 0L, heads, width / heads)));
        return graph.node("Transpose", name + ".heads", List.of(split), OnnxGraph.ints("perm", axes));
    }

    /// One of the three that are stored one above the other, times a factor.
    private static Tensor part(Tensor stacked, int which, double factor) {
        int rows = stacked.shape().getFirst() / 3;
        float[] values = new float[stacked.size() / 3];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (stacked.at(which * values.length + i) * factor);
        }
        return new Tensor(
                stacked.shape().size() == 1
                        ? List.of(rows)
                        : List.of(rows, stacked.shape().getLast()),
                values);
    }

    /// A linear layer, with the layer scale that follows it folded in where there is one.
    private String linear(String name, String x, String layerScale) {
        Tensor weight = weights.tensor(name + ".weight");
        int out = weight.shape().getFirst();
        Tensor bias = weights.tensor(name + ".bias", out);
        if (!layerScale.isEmpty() && weights.has(layerScale)) {
            Tensor scale = weights.tensor(layerScale, out);
            return graph.linear(name, x, scaled(weight, scale).transpose(1, 0), scaled(bias, scale));
        }
        return graph.linear(name, x, weight.transpose(1, 0), bias);
    }

    private static Tensor scaled(Tensor rows, Tensor scale) {
        int length = rows.size() / scale.size();
        float[] values = new float[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) ((double) rows.at(i) * scale.at(i / length));
        }
        return new Tensor(rows.shape(), values);
    }

    private String norm(String name, String x) {
        return graph.node(
                "LayerNormalization",
                name,
                List.of(
                        x,
                        graph.constant(name + ".weight", weights.tensor(name + ".weight", width)),
                        graph.constant(name + ".bias", weights.tensor(name + ".bias", width))),
                OnnxGraph.integer("axis", -1),
                OnnxGraph.real("epsilon", EPSILON));
    }

    /// `x / 2 * (1 + erf(x / √2))`, in the order that engines recognise as one operation.
    private String gelu(String x) {
        String root = graph.node("Div", x + ".root", List.of(x, shared("sqrt2", Math.sqrt(2))));
        String error = graph.node("Erf", x + ".erf", List.of(root));
        String one = graph.node("Add", x + ".one", List.of(error, shared("one", 1)));
        String product = graph.node("Mul", x + ".gated", List.of(x, one));
        return graph.node("Mul", x + ".gelu", List.of(product, shared("half", 0.5)));
    }

    private String shared(String name, double value) {
        return constants.add(name) ? graph.constant(name, value) : name;
    }
}
