package org.acinus.mil.calibrate;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/// Split conformal prediction with a guarantee for every class by itself (Mondrian; Vovk, Gammerman, Shafer,
/// *Algorithmic Learning in a Random World*, 2005, section 4.5): of future slides of a class, the set misses the
/// class in at most `alpha`, if they come as the calibration slides came. A new scanner or laboratory breaks that
/// promise.
///
/// @param alpha greatest share of misses, strictly between 0 and 1
/// @param score how strange a class is for a slide
/// @param quantiles for each class, the greatest score that is plausible; 1 admits the class always
/// @param slides for each class, how many slides it was found on
public record Conformal(double alpha, Score score, List<Double> quantiles, List<Integer> slides) {
    public Conformal {
        quantiles = List.copyOf(quantiles);
        slides = List.copyOf(slides);
        boolean shares = quantiles.stream().allMatch(quantile -> quantile >= 0 && quantile <= 1);
        if (!(alpha > 0 && alpha < 1) || quantiles.size() < 2 || quantiles.size() != slides.size() || !shares) {
            throw new IllegalArgumentException("conformal must have alpha between 0 and 1 and a quantile 0 to 1 and a"
                    + " number of slides for each class, not " + alpha + ", " + quantiles + ", " + slides);
        }
    }

    /// How strange a class is for a slide, 0 to 1.
    public enum Score {
        /// One less the class's probability: the smallest sets (Sadinle, Lei, Wasserman, *JASA* 114 (2019)
        /// 223-234).
        @JsonProperty("least-ambiguous")
        LEAST_AMBIGUOUS,
        /// The probability of the run of neighbouring classes that grows from the most probable one, always to
        /// the more probable side, until it reaches the class: sets without gaps, for grades (after Lu and
        /// others, MICCAI 2022).
        @JsonProperty("ordinal")
        ORDINAL
    }

    /// Finds the quantiles.
    ///
    /// @param cases that the head and its scaling were not fitted on, with mended probabilities; at least one
    public static Conformal fit(List<CalibrationCase> cases, double alpha, Score score) {
        int classes = cases.getFirst().probabilities().size();
        List<List<Double>> scores = new ArrayList<>();
        for (int c = 0; c < classes; c++) {
            scores.add(new ArrayList<>());
        }
        for (CalibrationCase one : cases) {
            scores.get(one.truth()).add(scores(one.probabilities(), score)[one.truth()]);
        }
        return new Conformal(
                alpha,
                score,
                scores.stream().map(found -> quantile(found, alpha)).toList(),
                scores.stream().map(List::size).toList());
    }

    private static double quantile(List<Double> scores, double alpha) {
        int rank = (int) Math.ceil((scores.size() + 1) * (1 - alpha));
        if (rank > scores.size()) {
            return 1;
        }
        Collections.sort(scores);
        return scores.get(rank - 1);
    }

    /// The plausible classes of a slide.
    ///
    /// @param probabilities mended, one a class
    public PredictionSet set(List<Double> probabilities) {
        double[] scores = scores(probabilities, score);
        List<Integer> plausible = IntStream.range(0, quantiles.size())
                .filter(c -> scores[c] <= quantiles.get(c))
                .boxed()
                .toList();
        if (score == Score.ORDINAL && plausible.size() > 1) {
            // Classes have quantiles of their own, which can leave a gap; filling it can only cover more.
            plausible = IntStream.rangeClosed(plausible.getFirst(), plausible.getLast())
                    .boxed()
                    .toList();
        }
        return new PredictionSet(plausible);
    }

    private static double[] scores(List<Double> probabilities, Score score) {
        if (score == Score.LEAST_AMBIGUOUS) {
            return probabilities.stream().mapToDouble(p -> 1 - p).toArray();
        }
        double[] scores = new double[probabilities.size()];
        int mode = probabilities.indexOf(Collections.max(probabilities));
        int low = mode;
        int high = mode;
        double mass = probabilities.get(mode);
        scores[mode] = Math.min(1, mass);
        while (high - low + 1 < scores.length) {
            double below = low > 0 ? probabilities.get(low - 1) : -1;
            double above = high + 1 < scores.length ? probabilities.get(high + 1) : -1;
            int next = above > below ? ++high : --low;
            mass += probabilities.get(next);
            scores[next] = Math.min(1, mass);
        }
        return scores;
    }
}
