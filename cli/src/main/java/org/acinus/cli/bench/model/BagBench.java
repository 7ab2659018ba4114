package org.acinus.cli.bench.model;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.acinus.cli.bench.meter.ProcessMeter;
import org.acinus.mil.BagPrediction;
import org.acinus.mil.FeatureRows;
import org.acinus.mil.HeadShape;
import org.acinus.mil.djl.net.HeadNetwork;
import org.acinus.mil.djl.net.PyTorch;

/// Asks heads with random weights about one huge bag, read a part at a time and then as a whole: how long it takes,
/// what memory the process comes to, and how far the two answers are apart.
///
/// All parts come before the first whole, since an allocator does not give everything back.
final class BagBench {
    private static final int SEED = 1;

    private final FeatureRows bag;
    private final HeadShape shape;

    /// One way of reading the bag.
    ///
    /// @param seconds on the clock
    /// @param peakBytes most that the process held meanwhile, where the system says
    record Reading(double seconds, OptionalLong peakBytes) {}

    /// One architecture.
    ///
    /// @param partRows instances of a part
    /// @param parts the bag read in parts
    /// @param whole the bag read at once
    /// @param probabilityDifference greatest, between the two
    /// @param attentionDifference greatest, relative to the greatest attention
    record Result(
            String architecture,
            int partRows,
            Reading parts,
            Reading whole,
            double probabilityDifference,
            double attentionDifference) {}

    private record Answer(BagPrediction prediction, Reading reading, int partRows) {}

    /// Prepares.
    ///
    /// @param instances of the bag
    /// @param shape of the heads
    BagBench(int instances, HeadShape shape) {
        this.bag = new Drawn(instances, shape.dimension());
        this.shape = shape;
    }

    /// Measures.
    ///
    /// @param architectures at least one
    List<Result> run(List<String> architectures) {
        List<Answer> parts = architectures.stream()
                .map(architecture -> answer(architecture, false))
                .toList();
        List<Result> results = new ArrayList<>();
        for (int i = 0; i < architectures.size(); i++) {
            Answer part = parts.get(i);
            Answer whole = answer(architectures.get(i), true);
            results.add(new Result(
                    architectures.get(i),
                    part.partRows,
                    part.reading,
                    whole.reading,
                    difference(part.prediction.probabilities(), whole.prediction.probabilities()),
                    difference(part.prediction.attention(), whole.prediction.attention())
                            / greatest(whole.prediction.attention())));
        }
        return results;
    }

    private Answer answer(String architecture, boolean whole) {
        PyTorch.seed(SEED);
        try (HeadNetwork drawn = HeadNetwork.random(architecture, shape, 0, Map.of());
                HeadNetwork network = HeadNetwork.frozen(architecture, shape, drawn.weights())) {
            boolean counts = ProcessMeter.resetPeak();
            int partRows = whole ? bag.size() : network.partRows();
            long began = System.nanoTime();
            BagPrediction prediction = network.predict(bag, partRows);
            double seconds = (System.nanoTime() - began) / 1e9;
            return new Answer(
                    prediction,
                    new Reading(seconds, counts ? ProcessMeter.peakBytes() : OptionalLong.empty()),
                    partRows);
        }
    }

    private static double difference(List<? extends Number> one, List<? extends Number> other) {
        double greatest = 0;
        for (int i = 0; i < one.size(); i++) {
            greatest = Math.max(
                    greatest, Math.abs(one.get(i).doubleValue() - other.get(i).doubleValue()));
        }
        return greatest;
    }

    private static double greatest(List<Float> values) {
        return values.stream().mapToDouble(Float::doubleValue).max().orElseThrow();
    }

    /// Instances drawn as they are asked for, evenly between -2 and 2: nobody ever holds the bag.
    private record Drawn(int size, int dimension) implements FeatureRows {
        @Override
        public void copy(int from, int count, MemorySegment into) {
            for (int i = 0; i < count * dimension; i++) {
                into.setAtIndex(ValueLayout.JAVA_FLOAT, i, value((long) from * dimension + i));
            }
        }

        /// SplitMix64 (Steele, Lea, Flood, OOPSLA 2014) of the value's place.
        private static float value(long place) {
            long mixed = (place + 1) * 0x9e3779b97f4a7c15L;
            mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
            mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
            mixed ^= mixed >>> 31;
            return (mixed >> 40) * 0x1p-22f;
        }
    }
}
