package org.acinus.mil.djl.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import java.util.Arrays;
import java.util.SequencedMap;
import org.acinus.mil.HeadShape;

/// The other baseline: of each projected feature its greatest value over the instances, then a linear classifier
/// ("embedding + max" in Ilse, Tomczak, Welling 2018).
///
/// A feature's share of a logit belongs to the instance that had its greatest value. An instance's attention is the
/// share of the features above zero that it won; a bag without any has the same attention everywhere.
final class MaxPoolingNetwork extends EmbeddedNetwork {
    private final Linear classifier;

    MaxPoolingNetwork(HeadShape shape, float dropout) {
        super(shape, dropout, SHALLOW);
        classifier = layer(linear(shape.outputs(), true), new Shape(1, shape.hidden()));
    }

    @Override
    TrainingView train(ParameterStore store, NDArray bag, int label) {
        NDArray pooled = embedded(store, bag, true).max(new int[] {0}, true);
        return TrainingView.of(apply(classifier, store, pooled, true));
    }

    @Override
    BagAnswer infer(ParameterStore store, BagParts bag) {
        int hidden = shape().hidden();
        float[] greatest = new float[hidden];
        Arrays.fill(greatest, Float.NEGATIVE_INFINITY);
        int[] winner = new int[hidden];
        bag.each((from, instances) -> {
            NDArray embedded = embedded(store, instances, false);
            float[] values = embedded.max(new int[] {0}).toFloatArray();
            long[] rows = embedded.argMax(0).toLongArray();
            for (int i = 0; i < hidden; i++) {
                if (values[i] > greatest[i]) {
                    greatest[i] = values[i];
                    winner[i] = from + (int) rows[i];
                }
            }
        });
        try (NDManager scope = bag.manager().newSubManager()) {
            NDArray pooled = scope.create(greatest, new Shape(1, hidden));
            float[] logits = apply(classifier, store, pooled, false).toFloatArray();
            float[] weight = value(classifier, "weight", store, pooled).toFloatArray();
            return new BagAnswer(
                    logits, attention(bag.size(), greatest, winner), shares(bag.size(), weight, greatest, winner));
        }
    }

    private static float[] attention(int instances, float[] greatest, int[] winner) {
        int won = 0;
        for (float value : greatest) {
            won += value > 0 ? 1 : 0;
        }
        float[] attention = new float[instances];
        if (won == 0) {
            Arrays.fill(attention, 1f / instances);
        }
        for (int i = 0; i < greatest.length; i++) {
            if (greatest[i] > 0) {
                attention[winner[i]] += 1f / won;
            }
        }
        return attention;
    }

    private float[] shares(int instances, float[] weight, float[] greatest, int[] winner) {
        int outputs = shape().outputs();
        float[] shares = new float[Math.multiplyExact(instances, outputs)];
        for (int i = 0; i < greatest.length; i++) {
            for (int c = 0; c < outputs; c++) {
                shares[winner[i] * outputs + c] += weight[c * greatest.length + i] * greatest[i];
            }
        }
        return shares;
    }

    @Override
    SequencedMap<String, Parameter> named() {
        SequencedMap<String, Parameter> parameters = super.named();
        put(parameters, "classifier", classifier);
        return parameters;
    }
}
