package org.acinus.mil.djl.fit;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import org.acinus.mil.FeatureMatrix;
import org.acinus.mil.HeadShape;
import org.acinus.mil.djl.net.HeadNetwork;
import org.acinus.mil.djl.net.MilArchitectures;
import org.acinus.mil.djl.net.PyTorch;
import org.acinus.mil.train.data.LabelledBag;
import org.acinus.mil.train.data.TestingBags;
import org.acinus.mil.train.recipe.ClassBalance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A garbage collection between the forward and the backward pass frees the buffers of whatever Java no longer
/// holds. The engine must not be reading any of them: DJL's operations with a `Number` would leave it to.
class CollectionBetweenPassesTest {
    private static final HeadShape SHAPE = new HeadShape(5, 3, 8, 4);
    private static final int COLLECTIONS = 3;
    private static final int BUFFERS = 5_000;

    static SortedSet<String> names() {
        return MilArchitectures.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void changesNoGradient(String architecture) throws InterruptedException {
        assertThat(gradients(architecture, COLLECTIONS)).isEqualTo(gradients(architecture, 0));
    }

    private static Map<String, List<Float>> gradients(String architecture, int collections)
            throws InterruptedException {
        List<LabelledBag> bags = List.of(TestingBags.single("a", 0), TestingBags.single("b", 1));
        BagLoss loss = BagLoss.of(bags, SHAPE, ClassBalance.NONE);
        Map<String, List<Float>> gradients = new HashMap<>();
        PyTorch.engine().setRandomSeed(3);
        try (HeadNetwork network = HeadNetwork.random(architecture, SHAPE, 0, Map.of());
                Arena arena = Arena.ofConfined();
                NDManager scope = network.manager().newSubManager();
                GradientCollector tape = PyTorch.engine().newGradientCollector()) {
            NDArray cost = loss.of(network.train(PyTorch.matrix(scope, arena, bag()), 1), 1);
            collect(collections);
            tape.backward(cost);
            network.trainable().forEach((name, weight) -> {
                try (NDArray gradient = weight.getGradient()) {
                    List<Float> values = new ArrayList<>();
                    for (float value : gradient.toFloatArray()) {
                        values.add(value);
                    }
                    gradients.put(name, values);
                }
            });
        }
        return gradients;
    }

    /// Collects, and lets buffers full of what is not a number take the places that became free.
    private static void collect(int times) throws InterruptedException {
        List<ByteBuffer> taken = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            System.gc();
            Thread.sleep(30);
            for (int b = 0; b < BUFFERS; b++) {
                ByteBuffer buffer = ByteBuffer.allocateDirect(Float.BYTES).order(ByteOrder.nativeOrder());
                taken.add(buffer.putFloat(0, Float.NaN));
            }
        }
        assertThat(taken).allMatch(buffer -> Float.isNaN(buffer.getFloat(0)));
    }

    private static FeatureMatrix bag() {
        Random random = new Random(1);
        float[] values = new float[20 * SHAPE.dimension()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return new FeatureMatrix(values, 20, SHAPE.dimension());
    }
}
