package org.acinus.mil.djl.net;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import org.acinus.mil.BagPrediction;
import org.acinus.mil.FeatureMatrix;
import org.acinus.mil.FeatureRows;
import org.acinus.mil.HeadOutput;
import org.acinus.mil.HeadShape;
import org.acinus.mil.pack.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every architecture against its paper's formulas and what they all promise.
class ArchitecturesTest {
    private static final HeadShape SHAPE = new HeadShape(5, 3, 8, 4);
    private static final HeadShape ORDINAL = new HeadShape(5, 6, 8, 4, HeadOutput.CORN);

    static SortedSet<String> names() {
        return MilArchitectures.names();
    }

    /// Weights that are nothing special: no zero bias, no two alike.
    private static Map<String, Tensor> weights(String architecture, HeadShape shape) {
        Random random = new Random(17);
        Map<String, Tensor> weights = new HashMap<>();
        try (HeadNetwork network = HeadNetwork.random(architecture, shape, 0, Map.of())) {
            network.weights().forEach((name, tensor) -> {
                float[] values = new float[tensor.size()];
                // Rows of a wide layer add up: smaller, so that no architecture is far from where it bends.
                double scale = 0.6 / Math.sqrt(Math.max(1, tensor.shape().getLast() / 8.0));
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) (scale * random.nextGaussian());
                }
                weights.put(name, new Tensor(tensor.shape(), values));
            });
        }
        return weights;
    }

    private static FeatureMatrix bag(int size) {
        Random random = new Random(size);
        float[] values = new float[size * 5];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return new FeatureMatrix(values, size, 5);
    }

    private static Matrix logits(String architecture, Map<String, Tensor> weights, FeatureRows bag) {
        PaperFormulas formulas = new PaperFormulas(weights);
        return switch (architecture) {
            case "abmil", "abmil-deep", "clam-sb" -> formulas.pooled(bag, true);
            case "attention", "attention-deep" -> formulas.pooled(bag, false);
            case "clam-mb" -> formulas.branched(bag);
            case "max" -> formulas.greatest(bag);
            case "dsmil" -> formulas.dualStream(bag);
            case "transmil" -> new TransMilFormulas(formulas, 8).logits(bag);
            case "mean" -> {
                Matrix h = formulas.embedded(bag);
                Matrix same = Matrix.zeros(1, h.height()).each(x -> 1.0 / h.height());
                yield formulas.linear("classifier", same.times(h));
            }
            default -> throw new IllegalArgumentException("No formula for " + architecture);
        };
    }

    @ParameterizedTest
    @MethodSource("names")
    void computesTheFormulasOfItsPaper(String architecture) {
        Map<String, Tensor> weights = weights(architecture, SHAPE);
        try (HeadNetwork network = HeadNetwork.frozen(architecture, SHAPE, weights)) {
            for (int size : new int[] {1, 2, 7, 40}) {
                Matrix wanted = logits(architecture, weights, bag(size)).softmax();
                for (int partRows : new int[] {size, 3}) {
                    BagPrediction prediction = network.predict(bag(size), partRows);
                    for (int c = 0; c < 3; c++) {
                        assertThat(prediction.probabilities().get(c))
                                .as("%d instances in parts of %d, class %d", size, partRows, c)
                                .isCloseTo(wanted.at(0, c), within(1e-4));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void attentionAndContributionsAddUp(String architecture) {
        Map<String, Tensor> weights = weights(architecture, SHAPE);
        try (HeadNetwork network = HeadNetwork.frozen(architecture, SHAPE, weights)) {
            for (int size : new int[] {1, 2, 40}) {
                BagPrediction prediction = network.predict(bag(size));
                Matrix logits = logits(architecture, weights, bag(size));
                Matrix bias = bias(architecture, weights);
                Matrix rest = logits.plus(bias, -1);

                assertThat(prediction.attention()).hasSize(size).allMatch(weight -> weight >= 0);
                assertThat(sum(prediction.attention())).isCloseTo(1, within(1e-5));
                assertThat(sum(prediction.contributions()))
                        .isCloseTo((rest.at(0, 1) + rest.at(0, 2)) / 2 - rest.at(0, 0), within(1e-3));
            }
        }
    }

    private static Matrix bias(String architecture, Map<String, Tensor> weights) {
        PaperFormulas formulas = new PaperFormulas(weights);
        return architecture.equals("dsmil")
                ? formulas.row("bag.bias")
                        .plus(formulas.row("instance.bias"), 1)
                        .each(x -> x / 2)
                : formulas.row("classifier.bias");
    }

    private static double sum(List<Float> values) {
        return values.stream().mapToDouble(Float::doubleValue).sum();
    }

    @ParameterizedTest
    @MethodSource("names")
    void theOrderOfTheInstancesDoesNotMatter(String architecture) {
        if (architecture.equals("transmil")) {
            return; // Its position encoding is there to make it matter.
        }
        FeatureMatrix bag = bag(12);
        List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11));
        Collections.shuffle(order, new Random(1));
        float[] values = new float[60];
        for (int i = 0; i < 12; i++) {
            for (int j = 0; j < 5; j++) {
                values[i * 5 + j] = bag.at(order.get(i), j);
            }
        }
        try (HeadNetwork network = HeadNetwork.frozen(architecture, SHAPE, weights(architecture, SHAPE))) {
            BagPrediction straight = network.predict(bag);
            BagPrediction shuffled = network.predict(new FeatureMatrix(values, 12, 5));

            assertClose(straight.probabilities(), shuffled.probabilities(), 1e-5);
            for (int i = 0; i < 12; i++) {
                assertThat(shuffled.attention().get(i))
                        .isCloseTo(straight.attention().get(order.get(i)), within(1e-5f));
            }
        }
    }

    private static void assertClose(List<Double> actual, List<Double> wanted, double tolerance) {
        for (int i = 0; i < wanted.size(); i++) {
            assertThat(actual.get(i)).isCloseTo(wanted.get(i), within(tolerance));
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void aBagReadInPartsGivesWhatTheWholeGives(String architecture) {
        try (HeadNetwork network = HeadNetwork.frozen(architecture, SHAPE, weights(architecture, SHAPE))) {
            for (int size : new int[] {1, 2, 3, 8, 61}) {
                BagPrediction whole = network.predict(bag(size), size);
                BagPrediction parts = network.predict(bag(size), 3);

                assertClose(parts.probabilities(), whole.probabilities(), 1e-5);
                for (int i = 0; i < size; i++) {
                    assertThat(parts.attention().get(i))
                            .isCloseTo(whole.attention().get(i), within(1e-5f));
                    assertThat(parts.contributions().get(i))
                            .isCloseTo(whole.contributions().get(i), within(1e-5f));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void anOrdinalHeadGivesSixProbabilitiesThatAddUp(String architecture) {
        try (HeadNetwork network = HeadNetwork.frozen(architecture, ORDINAL, weights(architecture, ORDINAL))) {
            BagPrediction prediction = network.predict(bag(9));

            assertThat(prediction.probabilities()).hasSize(6).allMatch(p -> p >= 0);
            assertThat(prediction.probabilities().stream()
                            .mapToDouble(Double::doubleValue)
                            .sum())
                    .isCloseTo(1, within(1e-12));
            double above =
                    logits(architecture, weights(architecture, ORDINAL), bag(9)).at(0, 0);
            assertThat(1 - prediction.probabilities().getFirst()).isCloseTo(1 / (1 + Math.exp(-above)), within(1e-4));
        }
    }

    /// Central differences of the training loss against the engine's gradient, through every parameter.
    @ParameterizedTest
    @MethodSource("names")
    void gradientsAgreeWithFiniteDifferences(String architecture) {
        Map<String, Tensor> weights = weights(architecture, SHAPE);
        try (HeadNetwork network = HeadNetwork.from(architecture, SHAPE, 0, weights)) {
            Map<String, float[]> gradients = gradients(network, bag(20));
            gradients.forEach((name, gradient) -> {
                for (int i = 0; i < gradient.length; i += 1 + gradient.length / 5) {
                    double step = 1e-3;
                    double slope =
                            (loss(architecture, weights, name, i, step) - loss(architecture, weights, name, i, -step))
                                    / (2 * step);
                    assertThat((double) gradient[i])
                            .as(name + " " + i)
                            .isCloseTo(slope, within(5e-3 + 0.05 * Math.abs(slope)));
                }
            });
            assertThat(gradients)
                    .doesNotContainKeys("input.mean", "input.scale")
                    .hasSizeGreaterThan(3);
        }
    }

    private static Map<String, float[]> gradients(HeadNetwork network, FeatureMatrix bag) {
        try (Arena arena = Arena.ofConfined();
                NDManager scope = network.manager().newSubManager();
                GradientCollector tape = PyTorch.engine().newGradientCollector()) {
            tape.backward(loss(network.train(PyTorch.matrix(scope, arena, bag), 1)));
            Map<String, float[]> gradients = new HashMap<>();
            network.trainable().forEach((name, weight) -> {
                try (NDArray gradient = weight.getGradient()) {
                    gradients.put(name, gradient.toFloatArray());
                }
            });
            return gradients;
        }
    }

    /// -log p(1) of each stream, and the instances' loss.
    private static NDArray loss(TrainingView view) {
        NDArray loss = view.logits().getFirst().zerosLike().sum();
        for (NDArray logits : view.logits()) {
            loss = loss.sub(logits.logSoftmax(1).get(0, 1));
        }
        for (NDArray instances : view.instanceLoss().stream().toList()) {
            loss = loss.add(instances);
        }
        return loss;
    }

    private static double loss(String architecture, Map<String, Tensor> weights, String name, int index, double step) {
        Map<String, Tensor> moved = new HashMap<>(weights);
        float[] values = requireNonNull(weights.get(name)).toArray();
        values[index] += (float) step;
        moved.put(name, new Tensor(requireNonNull(weights.get(name)).shape(), values));
        try (HeadNetwork network = HeadNetwork.from(architecture, SHAPE, 0, moved);
                Arena arena = Arena.ofConfined();
                NDManager scope = network.manager().newSubManager()) {
            return loss(network.train(PyTorch.matrix(scope, arena, bag(20)), 1)).toFloatArray()[0];
        }
    }

    /// 200,000 instances drawn by formula as they are asked for: nobody ever holds the bag.
    private record Drawn(int size, int dimension) implements FeatureRows {
        @Override
        public void copy(int from, int count, MemorySegment into) {
            for (int i = 0; i < count * dimension; i++) {
                long place = (long) from * dimension + i;
                into.setAtIndex(ValueLayout.JAVA_FLOAT, i, (float) Math.sin(place * 0.37 + (place >> 7)));
            }
        }
    }

    /// Against the formula in double precision: over 200,000 instances a sum of floats is itself off by 1e-5.
    @ParameterizedTest
    @MethodSource("names")
    void aHugeBagInPartsGivesWhatTheFormulaGives(String architecture) {
        Drawn huge = new Drawn(200_000, 5);
        Map<String, Tensor> weights = weights(architecture, SHAPE);
        try (HeadNetwork network = HeadNetwork.frozen(architecture, SHAPE, weights)) {
            BagPrediction parts = network.predict(huge, 4096);

            assertClose(parts.probabilities(), wanted(architecture, weights, huge, network), 1e-5);
            assertThat(parts.attention()).hasSize(200_000);
            assertThat(sum(parts.attention())).isCloseTo(1, within(1e-4));
        }
    }

    /// TransMIL's formulas in doubles would not fit the tests' heap: it is held to itself in other parts. The whole at
    /// once is off by 1e-5, too, being a sum of floats.
    private static List<Double> wanted(
            String architecture, Map<String, Tensor> weights, FeatureRows bag, HeadNetwork network) {
        if (architecture.equals("transmil")) {
            return network.predict(bag, 1000).probabilities();
        }
        Matrix probabilities = logits(architecture, weights, bag).softmax();
        return List.of(probabilities.at(0, 0), probabilities.at(0, 1), probabilities.at(0, 2));
    }

    @Test
    void clamPullsTheEndsOfTheAttentionApart() {
        Map<String, Tensor> weights = weights("clam-sb", SHAPE);
        try (HeadNetwork network = HeadNetwork.from("clam-sb", SHAPE, 0, weights);
                Arena arena = Arena.ofConfined();
                NDManager scope = network.manager().newSubManager()) {
            NDArray loss = network.train(PyTorch.matrix(scope, arena, bag(5)), 2)
                    .instanceLoss()
                    .orElseThrow();

            assertThat((double) loss.toFloatArray()[0]).isCloseTo(instanceLoss(weights), within(1e-4));
            assertThat(network.train(PyTorch.matrix(scope, arena, bag(1)), 2).instanceLoss())
                    .isEmpty();
        }
    }

    /// The two most and two least attended of five instances, by the smooth top-1 SVM loss with margin 1.
    private static double instanceLoss(Map<String, Tensor> weights) {
        PaperFormulas formulas = new PaperFormulas(weights);
        Matrix h = formulas.embedded(bag(5));
        Matrix attention = formulas.attention(h, true);
        Matrix scores = formulas.linear("instance.2", h);
        List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3, 4));
        order.sort((a, b) -> Double.compare(attention.at(0, b), attention.at(0, a)));
        double loss = 0;
        for (int i : new int[] {0, 1, 3, 4}) {
            int right = i < 2 ? 1 : 0;
            double own = scores.at(order.get(i), right);
            double other = scores.at(order.get(i), 1 - right);
            loss += Math.log(Math.exp(own) + Math.exp(other + 1)) - own;
        }
        return loss / 4;
    }

    /// Every architecture, softmax and ordinal: a step along a feature changes the evidence as the gradient says.
    @ParameterizedTest
    @MethodSource("names")
    void gradientsOfTheEvidenceAgreeWithFiniteDifferences(String architecture) {
        for (HeadShape shape : List.of(SHAPE, ORDINAL)) {
            FeatureMatrix bag = bag(6);
            Map<String, Tensor> weights = weights(architecture, shape);
            try (HeadNetwork network = HeadNetwork.frozen(architecture, shape, weights)) {
                FeatureMatrix gradients = network.evidenceGradients(bag, List.of(1, 4));
                for (int feature = 0; feature < 5; feature++) {
                    assertThat((double) gradients.at(1, feature))
                            .as(architecture + " feature " + feature)
                            .isCloseTo(slope(network, shape, bag, 4, feature), within(2e-2));
                }
                // Nothing is added up from call to call.
                assertThat(network.evidenceGradients(bag, List.of(4)).at(0, 2)).isEqualTo(gradients.at(1, 2));
            }
        }
    }

    private static double slope(HeadNetwork network, HeadShape shape, FeatureMatrix bag, int row, int feature) {
        float step = 2e-3f;
        return (evidence(network, shape, moved(bag, row, feature, step))
                        - evidence(network, shape, moved(bag, row, feature, -step)))
                / (2 * step);
    }

    /// Log-odds follow from the probabilities, which are computed without the engine's gradients.
    private static double evidence(HeadNetwork network, HeadShape shape, FeatureMatrix bag) {
        List<Double> probabilities = network.predict(bag).probabilities();
        if (shape.output() == HeadOutput.CORN) {
            return Math.log((1 - probabilities.getFirst()) / probabilities.getFirst());
        }
        double others =
                probabilities.stream().skip(1).mapToDouble(Math::log).average().orElseThrow();
        return others - Math.log(probabilities.getFirst());
    }

    private static FeatureMatrix moved(FeatureMatrix bag, int row, int feature, float step) {
        float[] values = new float[bag.size() * bag.dimension()];
        for (int i = 0; i < values.length; i++) {
            values[i] = bag.at(i / bag.dimension(), i % bag.dimension());
        }
        values[row * bag.dimension() + feature] += step;
        return new FeatureMatrix(values, bag.size(), bag.dimension());
    }
}
