package org.acinus.mil.pack;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.acinus.mil.BagPrediction;
import org.acinus.mil.FeatureMatrix;

/// What a head answers to bags drawn by formula: the class probabilities, then the attention of the bag's
/// [GoldenInput#BAG_ROWS] rows, as one list.
public final class HeadGolden {
    private static final double TOLERANCE = 5e-4;

    private HeadGolden() {}

    /// Writes down what a head answers.
    ///
    /// @param head the head, just trained
    /// @param dimension of its embeddings
    public static GoldenSpec record(Function<FeatureMatrix, BagPrediction> head, int dimension) {
        List<GoldenCase> cases = new ArrayList<>();
        for (GoldenInput input : List.of(new GoldenInput.Zeros(), new GoldenInput.Ones(), new GoldenInput.Ramp(1))) {
            List<Double> answer = answer(head, input, dimension);
            List<Integer> indices = IntStream.range(0, answer.size()).boxed().toList();
            cases.add(new GoldenCase(input, indices, answer));
        }
        return new GoldenSpec(cases, TOLERANCE);
    }

    /// Lets a loaded head prove that it answers what its maker saw.
    ///
    /// @param pack that was loaded
    /// @param head it, running
    /// @param dimension of its embeddings
    /// @throws InvalidPackException where an answer is off by more than the pack's tolerance
    public static void verify(ModelPack pack, Function<FeatureMatrix, BagPrediction> head, int dimension) {
        GoldenSpec golden = pack.manifest().golden();
        for (GoldenCase wanted : golden.cases()) {
            List<Double> answer = answer(head, wanted.input(), dimension);
            for (int i = 0; i < wanted.indices().size(); i++) {
                int index = wanted.indices().get(i);
                if (index >= answer.size()) {
                    throw new InvalidPackException("Pack " + pack + ": golden index " + index + " is beyond the "
                            + answer.size() + " numbers of a head's answer");
                }
                double difference = Math.abs(answer.get(index) - wanted.values().get(i));
                // Not a comparison with >, which a NaN would pass.
                if (!(difference <= golden.toleranceAbsolute())) {
                    throw new InvalidPackException(String.format(
                            Locale.ROOT,
                            "Pack %s does not compute what its maker saw: input %s, number %d is %s instead of %s; do"
                                    + " not use it on this machine",
                            pack,
                            wanted.input(),
                            index,
                            answer.get(index),
                            wanted.values().get(i)));
                }
            }
        }
    }

    private static List<Double> answer(Function<FeatureMatrix, BagPrediction> head, GoldenInput input, int dimension) {
        BagPrediction prediction = head.apply(input.bag(dimension));
        List<Double> answer = new ArrayList<>(prediction.probabilities());
        prediction.attention().forEach(weight -> answer.add(weight.doubleValue()));
        return answer;
    }
}
