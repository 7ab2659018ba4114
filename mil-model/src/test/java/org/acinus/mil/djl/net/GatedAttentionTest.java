package org.acinus.mil.djl.net;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.lang.foreign.Arena;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.acinus.mil.BagPrediction;
import org.acinus.mil.FeatureMatrix;
import org.acinus.mil.HeadShape;
import org.acinus.mil.pack.InvalidPackException;
import org.acinus.mil.pack.Tensor;
import org.junit.jupiter.api.Test;

class GatedAttentionTest {
    private static final HeadShape SHAPE = new HeadShape(5, 3, 4, 2);

    /// The paper's formulas in plain Java, in double precision.
    private static final class Formula {
        private final Map<String, Tensor> weights;

        Formula(Map<String, Tensor> weights) {
            this.weights = weights;
        }

        double[][] embedded(FeatureMatrix bag) {
            double[][] h = new double[bag.size()][];
            for (int k = 0; k < bag.size(); k++) {
                double[] x = new double[bag.dimension()];
                for (int i = 0; i < x.length; i++) {
                    x[i] = (bag.at(k, i)
                                    - requireNonNull(weights.get("input.mean")).at(i))
                            * requireNonNull(weights.get("input.scale")).at(i);
                }
                h[k] = linear("embed", x);
                for (int i = 0; i < h[k].length; i++) {
                    h[k][i] = Math.max(0, h[k][i]);
                }
            }
            return h;
        }

        /// Equation 9 of arXiv 1802.04712.
        double[] attention(double[][] h) {
            double[] a = new double[h.length];
            double sum = 0;
            for (int k = 0; k < h.length; k++) {
                double[] v = linear("attention.V", h[k]);
                double[] u = linear("attention.U", h[k]);
                double score = 0;
                for (int i = 0; i < v.length; i++) {
                    score += requireNonNull(weights.get("attention.w.weight")).at(i)
                            * Math.tanh(v[i])
                            / (1 + Math.exp(-u[i]));
                }
                a[k] = Math.exp(score);
                sum += a[k];
            }
            for (int k = 0; k < a.length; k++) {
                a[k] /= sum;
            }
            return a;
        }

        double[] logits(double[][] h, double[] a) {
            double[] z = new double[h[0].length];
            for (int k = 0; k < h.length; k++) {
                for (int i = 0; i < z.length; i++) {
                    z[i] += a[k] * h[k][i];
                }
            }
            return linear("classifier", z);
        }

        private double[] linear(String name, double[] x) {
            Tensor weight = requireNonNull(weights.get(name + ".weight"));
            Tensor bias = requireNonNull(weights.get(name + ".bias"));
            double[] y = new double[weight.shape().getFirst()];
            for (int row = 0; row < y.length; row++) {
                y[row] = bias.at(row);
                for (int i = 0; i < x.length; i++) {
                    y[row] += weight.at(row * x.length + i) * x[i];
                }
            }
            return y;
        }
    }

    private static Map<String, Tensor> weights() {
        Random random = new Random(17);
        Map<String, Tensor> weights = new HashMap<>();
        weights.put("input.mean", draw(random, 5));
        weights.put("input.scale", draw(random, 5));
        weights.put("embed.weight", draw(random, 4, 5));
        weights.put("embed.bias", draw(random, 4));
        weights.put("attention.V.weight", draw(random, 2, 4));
        weights.put("attention.V.bias", draw(random, 2));
        weights.put("attention.U.weight", draw(random, 2, 4));
        weights.put("attention.U.bias", draw(random, 2));
        weights.put("attention.w.weight", draw(random, 1, 2));
        weights.put("classifier.weight", draw(random, 3, 4));
        weights.put("classifier.bias", draw(random, 3));
        return weights;
    }

    private static Tensor draw(Random random, Integer... shape) {
        int size = 1;
        for (int length : shape) {
            size *= length;
        }
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return new Tensor(List.of(shape), values);
    }

    private static FeatureMatrix bag(int size) {
        return new FeatureMatrix(draw(new Random(size), size, 5).toArray(), size, 5);
    }

    private static HeadNetwork network(String architecture, Map<String, Tensor> weights) {
        return HeadNetwork.frozen(architecture, SHAPE, weights);
    }

    @Test
    void computesTheFormulasOfThePaper() {
        Map<String, Tensor> weights = weights();
        Formula formula = new Formula(weights);
        try (HeadNetwork network = network("abmil", weights())) {
            for (int size : new int[] {1, 7, 70}) {
                BagPrediction prediction = network.predict(bag(size));

                double[][] h = formula.embedded(bag(size));
                double[] a = formula.attention(h);
                double[] logits = formula.logits(h, a);
                double total = Math.exp(logits[0]) + Math.exp(logits[1]) + Math.exp(logits[2]);
                for (int c = 0; c < 3; c++) {
                    assertThat(prediction.probabilities().get(c)).isCloseTo(Math.exp(logits[c]) / total, within(1e-5));
                }
                for (int k = 0; k < size; k++) {
                    assertThat((double) prediction.attention().get(k)).isCloseTo(a[k], within(1e-5));
                }
                requireAddsUp(weights, prediction, logits);
            }
        }
    }

    /// Attention adds up to 1; contributions to the mean of the later logits less the first, without the
    /// biases.
    private static void requireAddsUp(Map<String, Tensor> weights, BagPrediction prediction, double[] logits) {
        Tensor bias = requireNonNull(weights.get("classifier.bias"));
        double difference = (logits[1] - bias.at(1) + logits[2] - bias.at(2)) / 2 - (logits[0] - bias.at(0));
        assertThat(sum(prediction.contributions())).isCloseTo(difference, within(1e-4));
        assertThat(sum(prediction.attention())).isCloseTo(1, within(1e-5));
        assertThat(prediction.attention()).allMatch(weight -> weight >= 0);
    }

    private static double sum(List<Float> values) {
        return values.stream().mapToDouble(Float::doubleValue).sum();
    }

    @Test
    void meanPoolingWeighsEveryInstanceTheSame() {
        Map<String, Tensor> weights = weights();
        weights.keySet().removeIf(name -> name.startsWith("attention."));
        Formula formula = new Formula(weights);
        try (HeadNetwork network = network("mean", weights)) {
            BagPrediction prediction = network.predict(bag(4));

            double[] logits = formula.logits(formula.embedded(bag(4)), new double[] {0.25, 0.25, 0.25, 0.25});
            assertThat(prediction.attention()).containsExactly(0.25f, 0.25f, 0.25f, 0.25f);
            assertThat(Math.log(prediction.probabilities().get(2)
                            / prediction.probabilities().get(0)))
                    .isCloseTo(logits[2] - logits[0], within(1e-5));
            requireAddsUp(weights, prediction, logits);
        }
    }

    /// Central differences of the loss through frozen networks, against the engine's gradient.
    @Test
    void gradientsAgreeWithFiniteDifferences() {
        Map<String, Tensor> scaling = weights();
        scaling.keySet().removeIf(name -> !name.startsWith("input."));
        PyTorch.engine().setRandomSeed(4);
        try (HeadNetwork network = HeadNetwork.random("abmil", SHAPE, 0, scaling)) {
            Map<String, Tensor> weights = network.weights();
            Map<String, float[]> gradients = gradients(network, bag(6));
            assertThat(gradients)
                    .doesNotContainKeys("input.mean", "input.scale")
                    .hasSize(9);
            gradients.forEach((name, gradient) -> {
                for (int i = 0; i < gradient.length; i++) {
                    double step = 1e-3;
                    double slope = (loss(weights, name, i, step) - loss(weights, name, i, -step)) / (2 * step);
                    assertThat((double) gradient[i]).as(name + " " + i).isCloseTo(slope, within(2e-3));
                }
            });
        }
    }

    /// Gradients of -log p(1).
    private static Map<String, float[]> gradients(HeadNetwork network, FeatureMatrix bag) {
        try (Arena arena = Arena.ofConfined();
                NDManager scope = network.manager().newSubManager();
                GradientCollector tape = PyTorch.engine().newGradientCollector()) {
            NDArray logits =
                    network.train(PyTorch.matrix(scope, arena, bag), 1).logits().getFirst();
            tape.backward(logits.logSoftmax(1).get(0, 1).neg());
            Map<String, float[]> gradients = new HashMap<>();
            network.trainable().forEach((name, weight) -> {
                try (NDArray gradient = weight.getGradient()) {
                    gradients.put(name, gradient.toFloatArray());
                }
            });
            return gradients;
        }
    }

    private static double loss(Map<String, Tensor> weights, String name, int index, double step) {
        Map<String, Tensor> moved = new HashMap<>(weights);
        float[] values = requireNonNull(weights.get(name)).toArray();
        values[index] += (float) step;
        moved.put(name, new Tensor(requireNonNull(weights.get(name)).shape(), values));
        try (HeadNetwork network = network("abmil", moved)) {
            return -Math.log(network.predict(bag(6)).probabilities().get(1));
        }
    }

    /// A frozen network's manager is capped: whatever stayed with it would fail here, and nothing does.
    @Test
    void predictingKeepsNoNativeMemory() {
        try (HeadNetwork network = network("abmil", weights())) {
            network.predict(bag(3));
            int arrays = network.manager().getManagedArrays().size();
            for (int i = 0; i < 50; i++) {
                network.predict(bag(3));
            }
            assertThat(network.manager().getManagedArrays()).hasSize(arrays);
        }
    }

    @Test
    void weightsThatDoNotFitAreRefused() {
        Map<String, Tensor> missing = weights();
        missing.remove("attention.U.bias");
        assertThatThrownBy(() -> network("abmil", missing))
                .isInstanceOf(InvalidPackException.class)
                .hasMessageContaining("attention.U.bias");

        Map<String, Tensor> unknown = weights();
        unknown.put("extra", draw(new Random(1), 1));
        assertThatThrownBy(() -> network("abmil", unknown))
                .isInstanceOf(InvalidPackException.class)
                .hasMessageContaining("extra");

        Map<String, Tensor> misshapen = weights();
        misshapen.put("embed.weight", draw(new Random(1), 5, 4));
        assertThatThrownBy(() -> network("abmil", misshapen))
                .isInstanceOf(InvalidPackException.class)
                .hasMessageContaining("embed.weight");
    }

    @Test
    void aBagThatDoesNotFitIsRefused() {
        try (HeadNetwork network = network("abmil", weights())) {
            assertThatThrownBy(() -> network.predict(new FeatureMatrix(new float[0], 0, 5)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("0 instances");
            assertThatThrownBy(() -> network.predict(new FeatureMatrix(new float[4], 1, 4)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("dimension 4");
        }
    }
}
