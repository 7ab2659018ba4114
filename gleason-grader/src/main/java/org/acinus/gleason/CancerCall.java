package org.acinus.gleason;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.acinus.mil.BagPrediction;
import org.acinus.mil.calibrate.Calibration;
import org.acinus.mil.calibrate.NoveltySpec;
import org.acinus.mil.calibrate.review.MemberSpread;
import org.acinus.mil.calibrate.review.ReviewFacts;
import org.acinus.mil.calibrate.review.ReviewReason;
import org.acinus.mil.calibrate.review.ReviewRule;
import org.acinus.mil.pack.HeadSpec;
import org.acinus.mil.pack.HeadTask;
import org.acinus.outcome.Assessment;
import org.acinus.outcome.SlideOutcome;

/// Turns a head's prediction into a call, by the head's own threshold.
///
/// Cancer is every class but the first. A calibrated head's probabilities are mended first. Where [ReviewRule] has
/// a reason the slide is left to a person. Immutable, thread-safe.
///
/// @param head threshold, margin, classes and calibration
public record CancerCall(HeadSpec head) {

    /// The outcome of one slide of which nothing else is known.
    public SlideOutcome decide(BagPrediction prediction, SlideEvidence evidence) {
        return judge(prediction, evidence).outcome();
    }

    /// What the head says of one slide.
    public Verdict judge(BagPrediction prediction, SlideEvidence evidence) {
        List<Double> probabilities = head.calibration()
                .map(known -> known.scaling().apply(prediction.probabilities()))
                .orElse(prediction.probabilities());
        Assessment assessment = assess(probabilities);
        List<ReviewReason> reasons = ReviewRule.reasons(facts(assessment, prediction, probabilities, evidence));
        return new Verdict(assessment, assessment.cancerProbability() >= head.cancerThreshold(), reasons);
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
        int grade = grade(probabilities, cancer);
        return new Assessment(
                cancer, OptionalInt.of(grade), grade == 0 ? probabilities : given(probabilities, cancer), confidence);
    }

    /// The distribution over the grades given that there is cancer.
    private static List<Double> given(List<Double> probabilities, double cancer) {
        return IntStream.range(0, probabilities.size())
                .mapToObj(grade -> grade == 0 ? Double.valueOf(0) : Double.valueOf(probabilities.get(grade) / cancer))
                .toList();
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
