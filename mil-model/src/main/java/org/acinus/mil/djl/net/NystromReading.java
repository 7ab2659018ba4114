package org.acinus.mil.djl.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;

/// [NystromAttention] over tokens that are read a part at a time, without gradients: of the two matrices of all tokens
/// by all landmarks only a part's columns or rows are there at once.
///
/// Landmarks are means of neighbouring tokens' projections, and those are linear: so they are projections of means.
/// What the landmarks read of all tokens is a softmax over these, which goes part by part as [OnlineSoftmax] does. Then
/// every token asks the landmarks by itself. The arrays belong to the tokens' manager, and to the innermost scope.
final class NystromReading {
    private final NystromAttention layers;
    private final ParameterStore store;
    private final NDArray tokens;
    private final int padding;
    private final int partTokens;
    private final NDArray queryMarks;
    private final NDArray keyMarks;
    private final NDArray inverse;
    private final Sums sums;
    private final NDArray answers;

    /// What the landmarks have read so far.
    ///
    /// @param greatest score of each landmark, (heads, m, 1)
    /// @param total of exp(score - greatest), (heads, m, 1)
    /// @param values weighted by that, (heads, m, width of a head)
    private record Sums(NDArray greatest, NDArray total, NDArray values) {
        private void close() {
            greatest.close();
            total.close();
            values.close();
        }
    }

    /// Reads all tokens once.
    ///
    /// @param tokens (n, width), with the padding in front
    /// @param padding how many of them are padding
    /// @param partTokens of a part, at least 1
    NystromReading(NystromAttention layers, ParameterStore store, NDArray tokens, int padding, int partTokens) {
        this.layers = layers;
        this.store = store;
        this.tokens = tokens;
        this.padding = padding;
        this.partTokens = partTokens;
        NDArray marks = layers.projected(store, layers.means(tokens), false);
        queryMarks = layers.scaled(marks.get(0));
        keyMarks = marks.get(1).transpose(0, 2, 1);
        inverse = layers.pseudoInverse(queryMarks.batchMatMul(keyMarks).softmax(2));
        sums = read();
        answers = inverse.batchMatMul(sums.values.div(sums.total));
    }

    private int size() {
        return Math.toIntExact(tokens.getShape().get(0));
    }

    private Sums read() {
        NDManager manager = tokens.getManager();
        Shape one =
                new Shape(queryMarks.getShape().get(0), queryMarks.getShape().get(1), 1);
        Sums running = new Sums(
                manager.full(one, Float.NEGATIVE_INFINITY), manager.zeros(one), manager.zeros(queryMarks.getShape()));
        for (int from = 0; from < size(); from += partTokens) {
            Sums before = running;
            try (NDScope part = new NDScope()) {
                part.suppressNotUsedWarning();
                running = with(before, projected(from, Math.min(size(), from + partTokens)));
                NDScope.unregister(running.greatest, running.total, running.values);
            }
            before.close();
        }
        return running;
    }

    private Sums with(Sums before, NDArray part) {
        NDArray scores = scores(part);
        NDArray greatest = before.greatest.maximum(scores.max(new int[] {2}, true));
        NDArray shrunk = before.greatest.sub(greatest).exp();
        NDArray powers = scores.sub(greatest).exp();
        return new Sums(
                greatest,
                before.total.mul(shrunk).add(powers.sum(new int[] {2}, true)),
                before.values.mul(shrunk).add(powers.batchMatMul(part.get(2))));
    }

    /// Queries, keys and values of some tokens, (3, heads, count, width of a head).
    private NDArray projected(int from, int to) {
        return layers.projected(store, tokens.get(new NDIndex(from + ":" + to)), false);
    }

    /// What the landmarks ask of a part's keys, (heads, m, count).
    private NDArray scores(NDArray part) {
        return queryMarks.batchMatMul(part.get(1).transpose(0, 2, 1));
    }

    /// What comes of all tokens but the padding, (n - padding, width).
    NDArray all() {
        int count = size() - padding;
        NDArray result =
                tokens.getManager().zeros(new Shape(count, tokens.getShape().get(1)));
        for (int from = 0; from < count; from += partTokens) {
            int to = Math.min(count, from + partTokens);
            try (NDScope part = new NDScope()) {
                part.suppressNotUsedWarning();
                result.set(new NDIndex(from + ":" + to), rows(from, to));
            }
        }
        return result;
    }

    /// What comes of some tokens, (to - from, width).
    ///
    /// @param from counted without the padding
    NDArray rows(int from, int to) {
        int first = Math.max(0, from + padding - NystromAttention.REACH);
        int last = Math.min(size(), to + padding + NystromAttention.REACH);
        // The convolution sees its neighbours on both sides; what it makes of the outermost is cut off.
        NDIndex inner = new NDIndex(":, " + (from + padding - first) + ":" + (to + padding - first));
        NDArray part = projected(first, last);
        NDArray mixed = asked(part.get(0).get(inner)).batchMatMul(answers);
        NDArray near = layers.near(store, part.get(2), false).get(inner);
        return layers.joined(store, mixed.add(near), false);
    }

    private NDArray asked(NDArray queries) {
        return layers.scaled(queries).batchMatMul(keyMarks).softmax(2);
    }

    /// How much the first token attends to each but the padding, mean over the heads; not a distribution, being an
    /// approximation.
    float[] ofFirst() {
        float[] row = new float[size() - padding];
        NDArray query = projected(padding, padding + 1).get(0);
        NDArray weight = asked(query).batchMatMul(inverse).div(sums.total.transpose(0, 2, 1));
        for (int from = padding; from < size(); from += partTokens) {
            try (NDScope part = new NDScope()) {
                part.suppressNotUsedWarning();
                NDArray scores = scores(projected(from, Math.min(size(), from + partTokens)));
                NDArray shares =
                        weight.batchMatMul(scores.sub(sums.greatest).exp()).mean(new int[] {0});
                float[] values = shares.toFloatArray();
                System.arraycopy(values, 0, row, from - padding, values.length);
            }
        }
        return row;
    }
}
