package org.acinus.mil.djl.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.acinus.mil.FeatureMatrix;
import org.acinus.mil.FeatureRows;
import org.acinus.mil.djl.net.PyTorch;
import org.acinus.mil.pack.Tensor;
import org.acinus.mil.train.data.BagOrigin;
import org.acinus.mil.train.data.LabelledBag;
import org.acinus.mil.train.data.TestingBags;
import org.acinus.mil.train.recipe.AugmentationOptions;
import org.acinus.mil.train.recipe.ClassBalance;
import org.junit.jupiter.api.Test;

class BagVariationTest {
    private static final Map<String, Tensor> SCALING = Map.of(
            "input.mean", new Tensor(List.of(2), new float[] {10, -4}),
            "input.scale", new Tensor(List.of(2), new float[] {0.5f, 0}));

    private static FeatureMatrix numbered(int size) {
        float[] values = new float[2 * size];
        for (int i = 0; i < size; i++) {
            values[2 * i] = i;
            values[2 * i + 1] = -i;
        }
        return new FeatureMatrix(values, size, 2);
    }

    private static BagVariation variation(double instanceDropout, double jitter, int seed) {
        return new BagVariation(new AugmentationOptions(instanceDropout, jitter), SCALING, seed, 1);
    }

    private static float[] values(FeatureRows rows) {
        float[] values = new float[rows.size() * rows.dimension()];
        rows.copy(0, rows.size(), MemorySegment.ofArray(values));
        return values;
    }

    @Test
    void instancesAreLeftOutAtRandomAndTheOthersKeepTheirOrder() {
        FeatureMatrix all = numbered(1000);
        LabelledBag bag = new LabelledBag("a", "a", 0, () -> all);

        float[] kept = values(variation(0.25, 0, 1).chosen(bag));

        assertThat(kept.length / 2).isBetween(700, 800);
        for (int i = 2; i < kept.length; i += 2) {
            assertThat(kept[i]).isGreaterThan(kept[i - 2]).isEqualTo(-kept[i + 1]);
        }
        assertThat(values(variation(0.25, 0, 1).chosen(bag))).isEqualTo(kept);
        assertThat(values(variation(0.25, 0, 2).chosen(bag))).isNotEqualTo(kept);
    }

    @Test
    void oneInstanceAlwaysStays() {
        FeatureMatrix single = numbered(1);
        LabelledBag bag = new LabelledBag("a", "a", 0, () -> single);
        for (int seed = 0; seed < 50; seed++) {
            assertThat(variation(0.99, 0, seed).chosen(bag).size()).isEqualTo(1);
        }
    }

    @Test
    void everyExtractionOfASlideIsShownByTurns() {
        LabelledBag bag = new LabelledBag(
                "a", BagOrigin.of("a"), 0, () -> numbered(1), List.of(() -> numbered(2), () -> numbered(3)));
        BagVariation variation = variation(0, 0, 1);
        Set<Integer> sizes = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            sizes.add(variation.chosen(bag).size());
        }
        assertThat(sizes).containsExactlyInAnyOrder(1, 2, 3);
    }

    /// Over many draws the first feature moves by 0.1 of its deviation, 2; the second, which never varied, does not
    /// move where it has its mean.
    @Test
    void jitterMovesAWholeBagInDeviationsOfTheFeature() {
        double squares = 0;
        int draws = 2000;
        try (NDManager scope = PyTorch.engine().newBaseManager()) {
            BagVariation variation = variation(0, 0.1, 3);
            for (int i = 0; i < draws; i++) {
                try (NDManager inner = scope.newSubManager()) {
                    NDArray moved = variation.moved(inner.create(new float[] {10, -4, 10, -4}, new Shape(2, 2)));
                    float[] values = moved.toFloatArray();
                    assertThat(values[0]).isEqualTo(values[2]);
                    assertThat(values[1]).isCloseTo(-4, within(1e-5f));
                    squares += (values[0] - 10) * (values[0] - 10);
                }
            }
        }
        assertThat(Math.sqrt(squares / draws)).isCloseTo(0.2, within(0.02));
    }

    @Test
    void samplingDrawsEachClassAsOften() {
        List<LabelledBag> bags = new ArrayList<>();
        for (int i = 0; i < 42; i++) {
            bags.add(TestingBags.single("b" + i, i < 2 ? 1 : 0));
        }
        BagOrder order = new BagOrder(bags, ClassBalance.SAMPLE, 1);

        assertThat(order.next()).hasSize(42);
        assertThat(order.next().stream().filter(bag -> bag.label() == 1)).hasSize(21);
        assertThat(new BagOrder(bags, ClassBalance.WEIGHT, 1).next()).containsExactlyInAnyOrderElementsOf(bags);
    }
}
