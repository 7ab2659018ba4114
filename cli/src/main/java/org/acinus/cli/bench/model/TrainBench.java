package org.acinus.cli.bench.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.acinus.cli.bench.meter.Measured;
import org.acinus.cli.bench.meter.ProcessMeter;
import org.acinus.mil.FeatureMatrix;
import org.acinus.mil.HeadOutput;
import org.acinus.mil.djl.fit.DjlHeadTrainer;
import org.acinus.mil.djl.net.PyTorch;
import org.acinus.mil.train.EpochReport;
import org.acinus.mil.train.FitTask;
import org.acinus.mil.train.FittedHead;
import org.acinus.mil.train.HeadTrainer.Split;
import org.acinus.mil.train.TrainingListener;
import org.acinus.mil.train.data.LabelledBag;
import org.acinus.mil.train.recipe.FitOptions;
import org.acinus.mil.train.recipe.NetworkOptions;
import org.jspecify.annotations.Nullable;

/// Times the training of a head as `train` does it, a step a bag, and its inference, on bags drawn by formula.
///
/// Rounds with different numbers of engine threads take turns. A round's first pass over the bags is not
/// counted: it measures the features' scaling and warms the engine up.
final class TrainBench {
    /// Bags that are shown again and again.
    static final int BAGS = 32;

    private static final int CLASSES = 2;

    private final Load load;
    private final List<LabelledBag> bags;
    private final List<Held> held = new ArrayList<>();

    /// What is trained on what.
    ///
    /// @param architecture of the head
    /// @param instances of a bag
    /// @param dimension of a feature
    /// @param hidden width of the projection
    /// @param attention width of the attention branch
    record Load(String architecture, int instances, int dimension, int hidden, int attention) {}

    /// One way of counting the same work.
    ///
    /// @param perSecond bags a second on the clock
    /// @param perCpuSecond bags a second of processor time, all threads of this process together: what a machine
    ///     without other work would reach with one thread
    record Rate(Measured perSecond, Measured perCpuSecond) {}

    /// What a number of threads reaches.
    record Speed(Rate training, Rate inference) {}

    /// Memory after some of the steps.
    ///
    /// @param share of the steps, 0 to 1
    /// @param residentBytes that the process holds
    /// @param heapBytes of it that the JVM has taken for its heap, which grows and shrinks unless it is fixed
    record Held(double share, long residentBytes, long heapBytes) {}

    /// All figures.
    ///
    /// @param speeds by number of engine threads
    /// @param steps counted and uncounted steps of all rounds
    /// @param held after a tenth, a half and all of the steps; none where the system does not say
    record Report(SequencedMap<Integer, Speed> speeds, long steps, List<Held> held) {}

    private static final class Samples {
        private final List<ProcessMeter.Spent> training = new ArrayList<>();
        private final List<ProcessMeter.Spent> inference = new ArrayList<>();
    }

    TrainBench(Load load) {
        this.load = load;
        this.bags = bags(load);
    }

    private static List<LabelledBag> bags(Load load) {
        Random random = new Random(1);
        List<LabelledBag> drawn = new ArrayList<>();
        for (int b = 0; b < BAGS; b++) {
            float[] values = new float[Math.multiplyExact(load.instances(), load.dimension())];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextGaussian();
            }
            FeatureMatrix features = new FeatureMatrix(values, load.instances(), load.dimension());
            drawn.add(new LabelledBag("bag" + b, "bag" + b, b % CLASSES, () -> features));
        }
        return drawn;
    }

    /// Measures.
    ///
    /// @param threads numbers of engine threads that take turns, at least one of them
    /// @param rounds counted ones, at least 1
    /// @param steps of a round, at least two passes over the bags
    Report run(List<Integer> threads, int rounds, int steps) throws Exception {
        SequencedMap<Integer, Samples> samples = new TreeMap<>();
        threads.forEach(count -> samples.put(count, new Samples()));
        int passes = Math.max(2, Math.ceilDiv(steps, BAGS));
        for (int round = 0; round < rounds; round++) {
            for (var entry : samples.entrySet()) {
                PyTorch.useThreads(entry.getKey());
                round(passes, entry.getValue());
            }
        }
        SequencedMap<Integer, Speed> speeds = new TreeMap<>();
        samples.forEach((count, taken) -> speeds.put(
                count, new Speed(rate(taken.training, (passes - 1) * BAGS), rate(taken.inference, passes * BAGS))));
        long all = (long) rounds * samples.size() * passes * BAGS;
        return new Report(speeds, all, heldAt(0.1, 0.5, 1));
    }

    private List<Held> heldAt(double... shares) {
        List<Held> found = new ArrayList<>();
        for (double share : shares) {
            if (!held.isEmpty()) {
                Held sample = held.get((int) Math.round(share * (held.size() - 1)));
                found.add(new Held(share, sample.residentBytes, sample.heapBytes));
            }
        }
        return List.copyOf(found);
    }

    private void round(int passes, Samples samples) throws Exception {
        NetworkOptions network =
                new NetworkOptions(load.architecture(), load.hidden(), load.attention(), 0.25, HeadOutput.SOFTMAX);
        FitOptions options =
                FitOptions.defaults(load.architecture(), 1).withNetwork(network).forEpochs(passes);
        FitTask task = new FitTask(new Split(bags, List.of()), network.shape(load.dimension(), CLASSES), options);
        Passes meter = new Passes();
        try (FittedHead head = new DjlHeadTrainer().fit(task, meter)) {
            samples.training.add(meter.spent());
            samples.inference.add(ProcessMeter.measure(() -> {
                for (int i = 0; i < passes * BAGS; i++) {
                    head.predict(bags.get(i % BAGS).features().get());
                }
                return null;
            }));
        }
    }

    private static Rate rate(List<ProcessMeter.Spent> rounds, int bags) {
        return new Rate(
                Measured.of(
                        rounds.stream().map(spent -> bags / spent.wallSeconds()).toList()),
                Measured.of(
                        rounds.stream().map(spent -> bags / spent.cpuSeconds()).toList()));
    }

    /// Reads the clocks between two passes.
    private final class Passes implements TrainingListener {
        private ProcessMeter.@Nullable Reading first;
        private ProcessMeter.@Nullable Reading last;

        @Override
        public void epoch(EpochReport report) {
            last = ProcessMeter.read();
            if (first == null) {
                first = last;
            }
            ProcessMeter.residentBytes().ifPresent(bytes -> held.add(new Held(0, bytes, ProcessMeter.heapCommitted())));
        }

        private ProcessMeter.Spent spent() {
            if (first == null || last == null) {
                throw new IllegalStateException("No pass was made");
            }
            return last.since(first);
        }
    }
}
