package org.acinus.gleason;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.acinus.mil.BagPrediction;
import org.acinus.mil.calibrate.Calibration;
import org.acinus.mil.calibrate.MemberSpread;
import org.acinus.mil.calibrate.NoveltySpec;
import org.acinus.mil.calibrate.ReviewFacts;
import org.acinus.mil.calibrate.ReviewReason;
import org.acinus.mil.calibrate.ReviewRule;
import org.acinus.mil.pack.HeadSpec;
import org.acinus.mil.pack.HeadTask;
import org.acinus.outcome.Assessment;
import org.acinus.outcome.SlideOutcome;

/// Turns a head's prediction into a call, by the head's own threshold.
///
/// Cancer is every class but the first. A calibrated head's probabilities are mended first. Where [ReviewRule]
/// has a
/// reason the slide is left to a person. Immutable, thread-safe.
///
/// @param head threshold, margin, classes and calibration
public record CancerCall(HeadSpec head) {

    /// The outcome of one slide.
    public SlideOutcome decide(BagPrediction prediction, SlideEvidence evidence) {
        List<Double> probabilities = head.calibration()
                .map(known -> known.scaling().apply(prediction.probabilities()))
                .orElse(prediction.probabilities());
        Assessment assessment = assess(probabilities);
        List<ReviewReason> reasons = ReviewRule.reasons(facts(assessment, prediction, probabilities, evidence));
        if (!reasons.isEmpty()) {
            return new SlideOutcome.NeedsReview(
                    assessment, reasons.stream().map(ReviewReason::words).collect(Collectors.joining("; ")));
        }
        return assessment.cancerProbability() >= head.cancerThreshold()
                ? new SlideOutcome.Cancer(assessment)
                : new SlideOutcome.Benign(assessment);
    }

    private ReviewFacts facts(
            Assessment assessment, BagPrediction prediction, List<Double> probabilities, SlideEvidence evidence) {
        Optional<Calibration> calibration = head.calibration();
        Optional<ReviewFacts.Limited> distance = calibration
                .flatMap(Calibration::novelty)
                .map(NoveltySpec::threshold)
                // A distance that could not be told is unlike everything.
                .map(limit -> new ReviewFacts.Limited(evidence.distance().orElse(Double.NaN), limit));
        return new ReviewFacts(
                assessment.cancerProbability(),
                head.cancerThreshold(),
                head.reviewMargin(),
                calibration.flatMap(known -> known.plausible(probabilities)),
                calibration.map(Calibration::widestSet).orElse(head.classes().size()),
                deviation(prediction),
                distance,
                evidence.tiles(),
                evidence.unreadable());
    }

    /// How far an ensemble's members disagree, as they said it.
    private Optional<ReviewFacts.Limited> deviation(BagPrediction prediction) {
        return head.calibration()
                .flatMap(Calibration::memberDeviation)
                .map(limit -> new ReviewFacts.Limited(
                        MemberSpread.of(prediction.members()).cancerDeviation(), limit));
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
