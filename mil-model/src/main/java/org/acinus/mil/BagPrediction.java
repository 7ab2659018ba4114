package org.acinus.mil;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// What a MIL model says of one slide.
///
/// @param probabilities one a class, in the order of the head's classes, adding up to 1
/// @param attention one an instance, in the bag's order, not negative, adding up to 1 (Ilse 2018, equation 8)
/// @param contributions one an instance: its attention times its own evidence for cancer, which is the mean logit
///     of the classes after the first (benign) less the logit of the first; they add up to that difference for the
///     whole slide, less the difference of the biases. Of an ordinal head: the evidence for the step from benign
/// @param members the probabilities by each member of an ensemble, whose mean `probabilities` is; a single head is
///     an ensemble of one
public record BagPrediction(
        List<Double> probabilities, List<Float> attention, List<Float> contributions, List<List<Double>> members) {
    public BagPrediction {
        members = members.stream().map(List::copyOf).toList();
        probabilities = List.copyOf(probabilities);
        attention = List.copyOf(attention);
        contributions = List.copyOf(contributions);
        if (attention.size() != contributions.size()) {
            throw new IllegalArgumentException(
                    attention.size() + " attention values, but " + contributions.size() + " contributions");
        }
    }

    /// What a single head says.
    public BagPrediction(List<Double> probabilities, List<Float> attention, List<Float> contributions) {
        this(probabilities, attention, contributions, List.of(probabilities));
    }

    /// What an ensemble says: the mean of what its members say of the same bag.
    ///
    /// @param members at least one
    public static BagPrediction mean(List<BagPrediction> members) {
        if (members.size() == 1) {
            return members.getFirst();
        }
        BagPrediction first = members.getFirst();
        return new BagPrediction(
                IntStream.range(0, first.probabilities.size())
                        .mapToObj(c -> average(members, member -> member.probabilities.get(c)))
                        .toList(),
                IntStream.range(0, first.attention.size())
                        .mapToObj(i -> (float) average(members, member -> member.attention.get(i)))
                        .toList(),
                IntStream.range(0, first.attention.size())
                        .mapToObj(i -> (float) average(members, member -> member.contributions.get(i)))
                        .toList(),
                members.stream().map(BagPrediction::probabilities).toList());
    }

    private static double average(List<BagPrediction> members, ToDoubleFunction<BagPrediction> value) {
        return members.stream().mapToDouble(value).average().orElseThrow();
    }
}
