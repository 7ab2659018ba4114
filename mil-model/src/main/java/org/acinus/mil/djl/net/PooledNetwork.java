package org.acinus.mil.djl.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.acinus.mil.HeadShape;

/// Projection, a weighted mean over the instances, a linear classifier; or such a mean for each of the classifier's
/// numbers, a branch each.
///
/// What differs between the architectures of this family is where the weights of the mean come from. Since
/// classifier and mean are linear, an instance's share of a logit is its weight times what the classifier says
/// of it alone.
abstract class PooledNetwork extends EmbeddedNetwork {
    private final int branches;
    private final Linear classifier;

    /// Sets up the layers that the family shares.
    ///
    /// @param frontWidths as [EmbeddedNetwork] takes them
    /// @param branches 1, or as many as the last layer has numbers
    PooledNetwork(HeadShape shape, float dropoutRate, List<Integer> frontWidths, int branches) {
        super(shape, dropoutRate, frontWidths);
        this.branches = branches;
        classifier = layer(linear(shape.outputs(), true), new Shape(1, shape.hidden()));
    }

    /// The logarithms of the weights but for a constant, (N, branches).
    ///
    /// @param embedded the projected instances, (N, hidden)
    abstract NDArray scores(ParameterStore store, NDArray embedded, boolean training);

    /// A loss of the instances; none unless overridden.
    ///
    /// @param attention the weights, (branches, N)
    Optional<NDArray> instanceLoss(ParameterStore store, NDArray embedded, NDArray attention, int label) {
        return Optional.empty();
    }

    @Override
    final TrainingView train(ParameterStore store, NDArray bag, int label) {
        NDArray embedded = embedded(store, bag, true);
        NDArray attention = attention(store, embedded, true);
        NDArray logits = logits(store, attention.matMul(embedded), true);
        return new TrainingView(List.of(logits), instanceLoss(store, embedded, attention, label));
    }

    private NDArray attention(ParameterStore store, NDArray embedded, boolean training) {
        return scores(store, embedded, training).transpose().softmax(1);
    }

    /// From the branches' means, (branches, hidden), to (1, outputs).
    private NDArray logits(ParameterStore store, NDArray pooled, boolean training) {
        if (branches == 1) {
            return apply(classifier, store, pooled, training);
        }
        NDArray weight = value(classifier, "weight", store, pooled);
        NDArray bias = value(classifier, "bias", store, pooled);
        return pooled.mul(weight).sum(new int[] {1}).add(bias).reshape(1, branches);
    }

    @Override
    final BagAnswer infer(ParameterStore store, BagParts bag) {
        return bag.fitsOnePart() ? bag.whole(instances -> direct(store, instances)) : streamed(store, bag);
    }

    private BagAnswer direct(ParameterStore store, NDArray instances) {
        NDArray embedded = embedded(store, instances, false);
        NDArray attention = attention(store, embedded, false);
        NDArray logits = logits(store, attention.matMul(embedded), false);
        NDArray shares = alone(store, embedded).mul(attention.transpose());
        NDArray mean = branches == 1
                ? attention.squeeze(0)
                : attention.get(new NDIndex(shown() + ":")).mean(new int[] {0});
        return new BagAnswer(logits.toFloatArray(), mean.toFloatArray(), shares.toFloatArray());
    }

    /// The first branch whose attention is shown: of several, those that speak for cancer.
    private int shown() {
        return branches == 1 ? 0 : shape().output().firstForCancer();
    }

    /// What the classifier says of each instance alone, without bias, (N, outputs).
    private NDArray alone(ParameterStore store, NDArray embedded) {
        return Linear.linear(embedded, value(classifier, "weight", store, embedded))
                .singletonOrThrow();
    }

    private BagAnswer streamed(ParameterStore store, BagParts bag) {
        int outputs = shape().outputs();
        OnlineSoftmax pool = new OnlineSoftmax(bag.size(), branches, shape().hidden());
        float[] shares = new float[Math.multiplyExact(bag.size(), outputs)];
        bag.each((from, instances) -> {
            NDArray embedded = embedded(store, instances, false);
            SoftmaxPart.of(scores(store, embedded, false), embedded).addTo(pool, from);
            float[] said = alone(store, embedded).toFloatArray();
            System.arraycopy(said, 0, shares, from * outputs, said.length);
        });
        for (int row = 0; row < bag.size(); row++) {
            for (int c = 0; c < outputs; c++) {
                shares[row * outputs + c] *= (float) pool.weight(row, branches == 1 ? 0 : c);
            }
        }
        try (var scope = bag.manager().newSubManager()) {
            NDArray pooled = scope.create(pool.pooled(), new Shape(branches, shape().hidden()));
            return new BagAnswer(logits(store, pooled, false).toFloatArray(), pool.meanWeights(shown()), shares);
        }
    }

    @Override
    SequencedMap<String, Parameter> named() {
        SequencedMap<String, Parameter> parameters = super.named();
        put(parameters, "classifier", classifier);
        return parameters;
    }
}
