package org.acinus.mil.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.acinus.mil.evaluate.statistic.Proportion;

/// How often things happen that are said to happen with a certain probability.
///
/// @param equalWidth ten bins of one width, those without a case left out
/// @param equalCount ten bins of as nearly as can be as many cases each
public record ReliabilityCurve(List<Bin> equalWidth, List<Bin> equalCount) {
    /// Number of bins, as in Guo 2017 (there 15 for a hundred thousand cases and more).
    public static final int BINS = 10;

    public ReliabilityCurve {
        equalWidth = List.copyOf(equalWidth);
        equalCount = List.copyOf(equalCount);
    }

    /// Cases of about one probability.
    ///
    /// @param meanProbability what was said, on average
    /// @param observed how often it happened
    public record Bin(double meanProbability, Proportion observed) {}

    /// One statement.
    ///
    /// @param probability that was said, 0 to 1
    /// @param happened whether it came true
    public record Claim(double probability, boolean happened) {}

    /// The curve of cancer.
    ///
    /// @param cases at least one, all with a probability of cancer
    public static ReliabilityCurve ofCancer(List<EvaluatedCase> cases) {
        return of(cases.stream()
                .map(one -> new Claim(one.answer().cancer().orElseThrow(), one.truth() > 0))
                .toList());
    }

    /// The curve of any statements.
    ///
    /// @param claims at least one
    public static ReliabilityCurve of(List<Claim> claims) {
        List<Claim> sorted = claims.stream()
                .sorted(Comparator.comparingDouble(Claim::probability))
                .toList();
        List<List<Claim>> wide = new ArrayList<>();
        List<List<Claim>> full = new ArrayList<>();
        for (int bin = 0; bin < BINS; bin++) {
            wide.add(new ArrayList<>());
            full.add(sorted.subList(
                    (int) ((long) sorted.size() * bin / BINS), (int) ((long) sorted.size() * (bin + 1) / BINS)));
        }
        for (Claim claim : sorted) {
            wide.get(Math.min((int) (claim.probability() * BINS), BINS - 1)).add(claim);
        }
        return new ReliabilityCurve(bins(wide), bins(full));
    }

    private static List<Bin> bins(List<List<Claim>> groups) {
        return groups.stream()
                .filter(group -> !group.isEmpty())
                .map(group -> new Bin(
                        group.stream().mapToDouble(Claim::probability).average().orElseThrow(),
                        new Proportion(
                                (int) group.stream().filter(Claim::happened).count(), group.size())))
                .toList();
    }

    /// The expected calibration error over bins of one width (Naeini, Cooper, Hauskrecht, AAAI 2015; Guo et al.,
    /// ICML 2017, equation 3): the mean distance between what was said and what happened, bins weighted by their
    /// cases.
    public double expectedError() {
        return error(equalWidth);
    }

    /// The same over bins of as many cases each (adaptive; Nixon et al., CVPR workshops 2019, section 3.3).
    public double adaptiveError() {
        return error(equalCount);
    }

    private static double error(List<Bin> bins) {
        double sum = 0;
        int cases = 0;
        for (Bin bin : bins) {
            sum += bin.observed().of() * Math.abs(bin.observed().value() - bin.meanProbability());
            cases += bin.observed().of();
        }
        return sum / cases;
    }
}
