package org.acinus.mil.djl.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.acinus.mil.HeadOutput;
import org.acinus.mil.HeadShape;
import org.acinus.mil.djl.net.PyTorch;
import org.acinus.mil.djl.net.TrainingView;
import org.acinus.mil.train.data.LabelledBag;
import org.acinus.mil.train.data.TestingBags;
import org.acinus.mil.train.recipe.ClassBalance;
import org.junit.jupiter.api.Test;

/// Losses against their formulas, and the engine's against the plain ones.
class BagLossTest {
    private static final HeadShape CLASSES = new HeadShape(1, 3, 1, 1);
    private static final HeadShape STEPS = new HeadShape(1, 4, 1, 1, HeadOutput.CORN);

    private static BagLoss loss(HeadShape shape, ClassBalance balance, int... labels) {
        List<LabelledBag> bags = new ArrayList<>();
        for (int label : labels) {
            bags.add(TestingBags.single("bag" + bags.size(), label));
        }
        return BagLoss.of(bags, shape, balance);
    }

    private static double engine(BagLoss loss, int label, float[] instances, float[]... streams) {
        try (NDManager scope = PyTorch.engine().newBaseManager()) {
            List<NDArray> logits = new ArrayList<>();
            for (float[] stream : streams) {
                logits.add(scope.create(stream, new Shape(1, stream.length)));
            }
            Optional<NDArray> extra =
                    instances.length == 0 ? Optional.empty() : Optional.of(scope.create(instances[0]));
            return loss.of(new TrainingView(logits, extra), label).toFloatArray()[0];
        }
    }

    private static final float[] NONE = {};

    @Test
    void crossEntropyIsMinusTheLogarithmOfTheLabelsShare() {
        BagLoss loss = loss(CLASSES, ClassBalance.NONE, 0, 1, 2);
        double total = Math.exp(1) + Math.exp(2) + Math.exp(0.5);

        assertThat(engine(loss, 1, NONE, new float[] {1, 2, 0.5f}))
                .isCloseTo(-Math.log(Math.exp(2) / total), within(1e-5));
    }

    /// Four bags, three of class 0: 4 / (3 * 3) and 4 / (1 * 3).
    @Test
    void aClassWeighsByTheInverseOfItsFrequency() {
        BagLoss weighted = loss(CLASSES, ClassBalance.WEIGHT, 0, 0, 0, 1);
        BagLoss plain = loss(CLASSES, ClassBalance.NONE, 0, 0, 0, 1);
        float[] logits = {1, 2, 0.5f};

        assertThat(engine(weighted, 0, NONE, logits)).isCloseTo(engine(plain, 0, NONE, logits) * 4 / 9, within(1e-5));
        assertThat(engine(weighted, 1, NONE, logits)).isCloseTo(engine(plain, 1, NONE, logits) * 4 / 3, within(1e-5));
    }

    /// Label 2 of 4: above 0 and above 1 hold, above 2 does not; three steps in all.
    @Test
    void anOrdinalLabelTakesPartInTheStepsThatItReaches() {
        BagLoss loss = loss(STEPS, ClassBalance.NONE, 0, 1, 2, 3);
        float[] logits = {0.3f, -0.2f, 1.5f};
        double wanted = -(Math.log(sigmoid(0.3)) + Math.log(sigmoid(-0.2)) + Math.log(1 - sigmoid(1.5))) / 3;

        assertThat(engine(loss, 2, NONE, logits)).isCloseTo(wanted, within(1e-5));
        assertThat(engine(loss, 0, NONE, logits)).isCloseTo(-Math.log(1 - sigmoid(0.3)) / 3, within(1e-5));
        assertThat(engine(loss, 3, NONE, logits))
                .isCloseTo(
                        -(Math.log(sigmoid(0.3)) + Math.log(sigmoid(-0.2)) + Math.log(sigmoid(1.5))) / 3, within(1e-5));
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    @Test
    void streamsCountByTheirMeanAndInstancesByTheirShare() {
        BagLoss loss = loss(CLASSES, ClassBalance.NONE, 0, 1, 2);
        float[] first = {1, 2, 0.5f};
        float[] second = {0, 0, 0};
        double mean = (engine(loss, 1, NONE, first) + Math.log(3)) / 2;

        assertThat(engine(loss, 1, NONE, first, second)).isCloseTo(mean, within(1e-5));
        assertThat(engine(loss, 1, new float[] {2}, first, second)).isCloseTo(0.7 * mean + 0.3 * 2, within(1e-5));
    }

    @Test
    void thePlainLossOfAnAnswerIsTheEnginesLossOfItsLogits() {
        float[] logits = {0.3f, -0.2f, 1.5f};
        for (HeadShape shape : List.of(CLASSES, STEPS)) {
            BagLoss loss = loss(shape, ClassBalance.WEIGHT, 0, 1, 1, 2);
            for (int label = 0; label < shape.classes(); label++) {
                assertThat(loss.of(shape.output().probabilities(logits), label))
                        .isCloseTo(engine(loss, label, NONE, logits), within(1e-5));
            }
        }
    }
}
