package org.acinus.mil.djl.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.acinus.mil.BagPrediction;
import org.acinus.mil.FeatureMatrix;
import org.acinus.mil.pack.HeadTask;
import org.acinus.mil.train.FitTask;
import org.acinus.mil.train.FittedHead;
import org.acinus.mil.train.HeadTrainer.Split;
import org.acinus.mil.train.TrainingListener;
import org.acinus.mil.train.data.BagDataset;
import org.acinus.mil.train.data.LabelledBag;
import org.acinus.mil.train.data.TestingBags;
import org.acinus.mil.train.recipe.FitOptions;
import org.acinus.mil.train.recipe.StoppingOptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Bags made like the MNIST-bags of Ilse, Tomczak, Welling 2018, section 4.2: some ten instances, each a noisy copy of
/// one of ten digits, a bag positive where a nine is among them. Attention has to find the nines.
class KeyInstancesTest {
    private static final int DIMENSION = 32;
    private static final int KEY = 9;

    /// Bags and, of each, which instances are nines.
    private record Drawn(BagDataset data, List<Set<Integer>> keys) {}

    private static Drawn draw(int count, long seed) {
        Random prototypes = new Random(42);
        double[][] digits = new double[10][DIMENSION];
        for (double[] digit : digits) {
            for (int i = 0; i < DIMENSION; i++) {
                digit[i] = prototypes.nextGaussian();
            }
        }
        Random random = new Random(seed);
        List<LabelledBag> bags = new ArrayList<>();
        List<Set<Integer>> keys = new ArrayList<>();
        while (bags.size() < count) {
            int size = Math.max(2, (int) Math.round(10 + 2 * random.nextGaussian()));
            int wanted = bags.size() % 2;
            int[] digit = random.ints(size, 0, 10).toArray();
            Set<Integer> nines = IntStream.range(0, size)
                    .filter(i -> digit[i] == KEY)
                    .boxed()
                    .collect(Collectors.toSet());
            if (nines.isEmpty() == (wanted == 1)) {
                continue;
            }
            float[] values = new float[size * DIMENSION];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (digits[digit[i / DIMENSION]][i % DIMENSION] + 0.8 * random.nextGaussian());
            }
            FeatureMatrix features = new FeatureMatrix(values, size, DIMENSION);
            String name = "bag" + bags.size();
            bags.add(new LabelledBag(name, name, wanted, () -> features));
            keys.add(nines);
        }
        return new Drawn(TestingBags.dataset(bags, DIMENSION, HeadTask.BINARY), keys);
    }

    /// Of as many most attended instances as a positive bag has nines, the share that are nines.
    private static double precision(FittedHead head, Drawn test) {
        double sum = 0;
        int positive = 0;
        for (int b = 0; b < test.keys.size(); b++) {
            Set<Integer> nines = test.keys.get(b);
            if (nines.isEmpty()) {
                continue;
            }
            BagPrediction said = head.predict(test.data.bags().get(b).features().get());
            long found = IntStream.range(0, said.attention().size())
                    .boxed()
                    .sorted(Comparator.comparingDouble(
                                    (Integer i) -> said.attention().get(i))
                            .reversed())
                    .limit(nines.size())
                    .filter(nines::contains)
                    .count();
            sum += (double) found / nines.size();
            positive++;
        }
        return sum / positive;
    }

    /// A nine is one in ten instances: chance finds about 0.13 of them.
    @ParameterizedTest
    @ValueSource(strings = {"abmil", "attention", "clam-sb", "clam-mb", "dsmil"})
    void attentionFindsTheKeyInstances(String architecture) {
        Drawn training = draw(200, 1);
        Drawn test = draw(200, 2);
        FitOptions options = FitOptions.defaults(architecture, 1).withStopping(new StoppingOptions(15, 15, 0));
        FitTask task = new FitTask(
                new Split(training.data.bags(), List.of()), options.network().shape(DIMENSION, 2), options);

        try (FittedHead head = new DjlHeadTrainer().fit(task, TrainingListener.SILENT)) {
            long right = test.data.bags().stream()
                    .filter(bag ->
                            head.predict(bag.features().get()).probabilities().get(bag.label()) > 0.5)
                    .count();

            assertThat(right / 200.0).as("accuracy").isGreaterThan(0.9);
            assertThat(precision(head, test)).as("precision of the top k").isGreaterThan(0.8);
        }
    }
}
