package org.acinus.gleason;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.acinus.mil.BagPrediction;
import org.acinus.mil.pack.HeadSpec;
import org.acinus.mil.pack.HeadTask;
import org.acinus.outcome.Assessment;
import org.acinus.outcome.SlideOutcome;

/// Turns a head's prediction into a call, by the head's own threshold.
///
/// Cancer is every class but the first. A probability nearer to the threshold than the head's review margin is
/// left
/// to a
/// person. Immutable, thread-safe.
///
/// @param head threshold, margin and classes
public record CancerCall(HeadSpec head) {

    /// The outcome of one slide.
    public SlideOutcome decide(BagPrediction prediction) {
        Assessment assessment = assess(prediction.probabilities());
        double distance = Math.abs(assessment.cancerProbability() - head.cancerThreshold());
        if (distance < head.reviewMargin()) {
            return new SlideOutcome.NeedsReview(
                    assessment,
                    String.format(
                            Locale.ROOT,
                            "cancer probability %.3f is within %.2f of the threshold %.2f",
                            assessment.cancerProbability(),
                            head.reviewMargin(),
                            head.cancerThreshold()));
        }
        return assessment.cancerProbability() >= head.cancerThreshold()
                ? new SlideOutcome.Cancer(assessment)
                : new SlideOutcome.Benign(assessment);
    }

    private Assessment assess(List<Double> probabilities) {
        double cancer = 1 - probabilities.getFirst();
        double confidence = cancer >= head.cancerThreshold() ? cancer : 1 - cancer;
        if (head.task() == HeadTask.BINARY) {
            return new Assessment(cancer, OptionalInt.empty(), List.of(), confidence);
        }
        return new Assessment(cancer, OptionalInt.of(grade(probabilities, cancer)), probabilities, confidence);
    }

    /// The most probable grade that agrees with the call, so that a slide called cancer is never of grade 0.
    private int grade(List<Double> probabilities, double cancer) {
        if (cancer < head.cancerThreshold()) {
            return 0;
        }
        int grade = 1;
        for (int candidate = 2; candidate < probabilities.size(); candidate++) {
            if (probabilities.get(candidate) > probabilities.get(grade)) {
                grade = candidate;
            }
        }
        return grade;
    }
}
