package org.acinus.mil.djl.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.acinus.mil.HeadShape;

/// DSMIL (Li, Li, Eliceiri, *Dual-stream Multiple Instance Learning Network for Whole Slide Image Classification with
/// Self-supervised Contrastive Learning*, CVPR 2021, arXiv 2011.08939).
///
/// One stream scores every instance and takes, for each number of the last layer, the highest: the critical instance.
/// The other weighs the instances by how alike their query is to the critical instance's (equations 3 to 5) and
/// classifies the weighted sums of the values. The answer is the mean of both (equation 6); in training each has its
/// loss, as in the authors' code. Queries are scaled by the root of their length before the softmax, also as there.
final class DualStreamNetwork extends EmbeddedNetwork {
    private final Linear instance;
    private final Linear query;
    private final Linear content;
    private final Linear bag;

    DualStreamNetwork(HeadShape shape, float dropout) {
        super(shape, dropout, SHALLOW);
        Shape projected = new Shape(1, shape.hidden());
        instance = layer(linear(shape.outputs(), true), projected);
        query = layer(linear(shape.attention(), true), projected);
        content = layer(linear(shape.hidden(), true), projected);
        bag = layer(linear(shape.outputs(), true), new Shape(1, (long) shape.outputs() * shape.hidden()));
    }

    @Override
    TrainingView train(ParameterStore store, NDArray instances, int label) {
        int outputs = shape().outputs();
        NDArray embedded = embedded(store, instances, true);
        NDArray scores = apply(instance, store, embedded, true);
        NDArray critical = oneHot(scores).matMul(embedded);
        NDArray weights = alikeness(store, embedded, critical, true).transpose().softmax(1);
        NDArray pooled = weights.matMul(apply(content, store, embedded, true));
        NDArray second = apply(bag, store, pooled.reshape(1, (long) outputs * shape().hidden()), true);
        NDArray first = scores.max(new int[] {0}, true);
        return new TrainingView(List.of(second, first), Optional.empty());
    }

    /// Which instance scores highest, as (outputs, N) of zeros and ones.
    private static NDArray oneHot(NDArray scores) {
        long instances = scores.getShape().get(0);
        long[] rows = scores.argMax(0).toLongArray();
        float[] chosen = new float[Math.toIntExact(rows.length * instances)];
        for (int c = 0; c < rows.length; c++) {
            chosen[Math.toIntExact(c * instances + rows[c])] = 1;
        }
        return scores.getManager().create(chosen, new Shape(rows.length, instances));
    }

    /// Scaled products of the queries, (N, outputs).
    private NDArray alikeness(ParameterStore store, NDArray embedded, NDArray critical, boolean training) {
        NDArray own = apply(query, store, embedded, training);
        NDArray wanted = apply(query, store, critical, training);
        return own.matMul(wanted.transpose()).div(PyTorch.number(own, Math.sqrt(shape().attention())));
    }

    @Override
    BagAnswer infer(ParameterStore store, BagParts parts) {
        CriticalInstances critical = new CriticalInstances(shape().outputs(), shape().hidden());
        parts.each((from, instances) -> {
            NDArray embedded = embedded(store, instances, false);
            critical.see(from, apply(instance, store, embedded, false), embedded);
        });
        return second(store, parts, critical);
    }

    private BagAnswer second(ParameterStore store, BagParts parts, CriticalInstances critical) {
        int outputs = shape().outputs();
        int hidden = shape().hidden();
        OnlineSoftmax pool = new OnlineSoftmax(parts.size(), outputs, hidden);
        float[] said = new float[Math.multiplyExact(parts.size(), outputs * outputs)];
        parts.each((from, instances) -> {
            NDArray embedded = embedded(store, instances, false);
            NDArray wanted = embedded.getManager().create(critical.rows(), new Shape(outputs, hidden));
            NDArray values = apply(content, store, embedded, false);
            SoftmaxPart.of(alikeness(store, embedded, wanted, false), values).addTo(pool, from);
            // Row (branch, number) of the classifier: what a branch's value means for a number of the last layer.
            NDArray weight = values.getManager()
                    .create(
                            value(bag, "weight", store, values).toFloatArray(),
                            new Shape((long) outputs * outputs, hidden));
            float[] alone = values.matMul(weight.transpose()).toFloatArray();
            System.arraycopy(alone, 0, said, from * outputs * outputs, alone.length);
        });
        try (NDManager scope = parts.manager().newSubManager()) {
            NDArray pooled = scope.create(pool.pooled(), new Shape(1, (long) outputs * hidden));
            float[] logits = apply(bag, store, pooled, false).toFloatArray();
            float[] instanceBias = value(instance, "bias", store, pooled).toFloatArray();
            for (int c = 0; c < outputs; c++) {
                logits[c] = (logits[c] + critical.score(c)) / 2;
            }
            return new BagAnswer(
                    logits,
                    pool.meanWeights(shape().output().firstForCancer()),
                    shares(pool, said, critical, instanceBias));
        }
    }

    private float[] shares(OnlineSoftmax pool, float[] said, CriticalInstances critical, float[] instanceBias) {
        int outputs = shape().outputs();
        int instances = said.length / (outputs * outputs);
        float[] shares = new float[instances * outputs];
        for (int row = 0; row < instances; row++) {
            for (int c = 0; c < outputs; c++) {
                double share = 0;
                for (int branch = 0; branch < outputs; branch++) {
                    share += pool.weight(row, branch) * said[(row * outputs + c) * outputs + branch];
                }
                shares[row * outputs + c] = (float) (share / 2);
            }
        }
        for (int c = 0; c < outputs; c++) {
            shares[critical.row(c) * outputs + c] += (critical.score(c) - instanceBias[c]) / 2;
        }
        return shares;
    }

    @Override
    SequencedMap<String, Parameter> named() {
        SequencedMap<String, Parameter> parameters = super.named();
        put(parameters, "instance", instance);
        put(parameters, "query", query);
        put(parameters, "value", content);
        put(parameters, "bag", bag);
        return parameters;
    }
}
