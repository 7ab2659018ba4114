package org.acinus.mil.djl.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.training.ParameterStore;
import java.util.SequencedMap;
import org.acinus.mil.HeadShape;

/// TransMIL (Shao, Bian, Chen et al., *TransMIL: Transformer based Correlated Multiple Instance Learning for Whole
/// Slide Image Classification*, NeurIPS 2021, arXiv 2106.00908): instances see each other before the bag is read.
///
/// Projected instances, filled up with the first ones to a square, behind a class token; attention, position encoding,
/// attention again; the class token is classified. The square is filled in the bag's order, row by row of the tiles,
/// as the authors do, so this architecture is not invariant to the order of the instances.
///
/// An instance's attention is what the class token's row of the second attention gives it, cut at 0 and made to add up
/// to 1. Its contribution is that share of the whole answer: instances have no answer of their own here.
///
/// Both attentions read the tokens in parts, but the tokens themselves and the square are there as a whole.
final class TransMilNetwork extends EmbeddedNetwork {
    /// Of a bag that is read in parts, no more tokens are in the engine with their scores at a time.
    private static final int MOST_PART_TOKENS = 8192;

    private final ClassToken token;
    private final LayerNorm firstNorm;
    private final NystromAttention first;
    private final PositionEncoding position;
    private final LayerNorm secondNorm;
    private final NystromAttention second;
    private final LayerNorm lastNorm;
    private final Linear classifier;

    TransMilNetwork(HeadShape shape, float dropout) {
        super(shape, dropout, SHALLOW);
        int hidden = shape.hidden();
        Shape tokens = new Shape(1, hidden);
        token = layer(new ClassToken(hidden), tokens);
        firstNorm = layer(LayerNorm.builder().axis(1).build(), tokens);
        first = new NystromAttention(this, hidden, dropout);
        position = new PositionEncoding(this, hidden);
        secondNorm = layer(LayerNorm.builder().axis(1).build(), tokens);
        second = new NystromAttention(this, hidden, dropout);
        lastNorm = layer(LayerNorm.builder().axis(1).build(), tokens);
        classifier = layer(linear(shape.outputs(), true), tokens);
    }

    @Override
    TrainingView train(ParameterStore store, NDArray bag, int label) {
        NDArray embedded = embedded(store, bag, true);
        NDArray tokens = tokens(store, embedded, true);
        NDArray seen = tokens.add(first.train(store, apply(firstNorm, store, tokens, true)));
        NDArray placed = position.of(store, seen, side(embedded), true);
        NDArray normal = apply(secondNorm, store, placed, true);
        return TrainingView.of(logits(store, placed.add(second.train(store, normal)), true));
    }

    /// The class token and the instances, filled up to a square, (1 + side * side, hidden).
    private NDArray tokens(ParameterStore store, NDArray embedded, boolean training) {
        int side = side(embedded);
        int missing = side * side - Math.toIntExact(embedded.getShape().get(0));
        NDArray square = missing == 0 ? embedded : embedded.concat(embedded.get(new NDIndex("0:" + missing)), 0);
        return apply(token, store, square, training);
    }

    /// Side of the least square that holds so many instances. It never lacks more than there are.
    private static int side(NDArray instances) {
        return (int) Math.ceil(Math.sqrt((double) instances.getShape().get(0)));
    }

    private NDArray logits(ParameterStore store, NDArray tokens, boolean training) {
        NDArray normal = apply(lastNorm, store, tokens, training);
        return apply(classifier, store, normal.get(new NDIndex("0:1")), training);
    }

    @Override
    BagAnswer infer(ParameterStore store, BagParts bag) {
        int partTokens = bag.fitsOnePart() ? 1 + 2 * bag.size() : Math.min(bag.partRows(), MOST_PART_TOKENS);
        try (NDManager scope = bag.manager().newSubManager()) {
            NDArray placed = placed(store, bag, scope, partTokens);
            NystromReading read = second.reading(store, apply(secondNorm, store, placed, false), partTokens);
            // Of the second attention only the class token is classified.
            NDArray last = placed.get(new NDIndex("0:1")).add(read.rows(0, 1));
            float[] logits = logits(store, last, false).toFloatArray();
            float[] bias = value(classifier, "bias", store, last).toFloatArray();
            float[] attention = attention(read.ofFirst(), bag.size());
            return new BagAnswer(logits, attention, shares(attention, logits, bias));
        }
    }

    /// The tokens after the first attention and the position encoding.
    private NDArray placed(ParameterStore store, BagParts bag, NDManager scope, int partTokens) {
        NDArray embedded = scope.zeros(new Shape(bag.size(), shape().hidden()));
        bag.each((from, instances) -> {
            NDArray part = embedded(store, instances, false);
            embedded.set(new NDIndex(from + ":" + (from + part.getShape().get(0))), part);
        });
        int side = side(embedded);
        NDArray tokens = only(() -> tokens(store, embedded, false));
        embedded.close();
        NDArray seen = only(() -> tokens.add(first.reading(store, apply(firstNorm, store, tokens, false), partTokens)
                .all()));
        tokens.close();
        NDArray placed = only(() -> position.of(store, seen, side, false));
        seen.close();
        return placed;
    }

    /// @param row of the class token: itself, the instances, the first instances once more
    private static float[] attention(float[] row, int instances) {
        double[] raw = new double[instances];
        double sum = 0;
        for (int i = 1; i < row.length; i++) {
            double share = Math.max(0, row[i]);
            raw[(i - 1) % instances] += share;
            sum += share;
        }
        float[] attention = new float[instances];
        for (int i = 0; i < instances; i++) {
            attention[i] = (float) (sum > 0 ? raw[i] / sum : 1.0 / instances);
        }
        return attention;
    }

    private static float[] shares(float[] attention, float[] logits, float[] bias) {
        float[] shares = new float[Math.multiplyExact(attention.length, logits.length)];
        for (int row = 0; row < attention.length; row++) {
            for (int c = 0; c < logits.length; c++) {
                shares[row * logits.length + c] = attention[row] * (logits[c] - bias[c]);
            }
        }
        return shares;
    }

    @Override
    SequencedMap<String, Parameter> named() {
        SequencedMap<String, Parameter> parameters = super.named();
        put(parameters, "token", token);
        put(parameters, "norm1", firstNorm);
        first.put(parameters, "attention1");
        position.put(parameters);
        put(parameters, "norm2", secondNorm);
        second.put(parameters, "attention2");
        put(parameters, "norm3", lastNorm);
        put(parameters, "classifier", classifier);
        return parameters;
    }
}
