package org.acinus.mil.calibrate.review;

import java.util.List;
import java.util.stream.IntStream;

/// How far the members of an ensemble disagree on a slide, or the passes of one head with dropout switched on (Gal,
/// Ghahramani, ICML 2016; Lakshminarayanan, Pritzel, Blundell, NeurIPS 2017).
///
/// @param mean the ensemble's answer: the members' mean probability of each class
/// @param cancerDeviation standard deviation of the members' probability of cancer (that of all members, by n)
/// @param mutualInformation entropy of the mean less the mean of the members' entropies, in nats, not negative: what
///     another look could still tell, as against what is in the slide (Houlsby et al., arXiv 1112.5745)
public record MemberSpread(List<Double> mean, double cancerDeviation, double mutualInformation) {
    public MemberSpread {
        mean = List.copyOf(mean);
    }

    /// Summarises.
    ///
    /// @param members what each said: one probability a class; at least one member
    public static MemberSpread of(List<List<Double>> members) {
        int classes = members.getFirst().size();
        List<Double> mean = IntStream.range(0, classes)
                .mapToObj(c -> members.stream()
                        .mapToDouble(member -> member.get(c))
                        .average()
                        .orElseThrow())
                .toList();
        double cancer = 1 - mean.getFirst();
        double variance = members.stream()
                .mapToDouble(member -> 1 - member.getFirst())
                .map(probability -> (probability - cancer) * (probability - cancer))
                .average()
                .orElseThrow();
        double within =
                members.stream().mapToDouble(MemberSpread::entropy).average().orElseThrow();
        return new MemberSpread(mean, Math.sqrt(variance), Math.max(0, entropy(mean) - within));
    }

    private static double entropy(List<Double> probabilities) {
        return probabilities.stream()
                .mapToDouble(p -> p > 0 ? -p * Math.log(p) : 0)
                .sum();
    }
}
