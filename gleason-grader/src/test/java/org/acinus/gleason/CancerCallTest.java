package org.acinus.gleason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.acinus.mil.BagPrediction;
import org.acinus.mil.calibrate.Calibration;
import org.acinus.mil.calibrate.Conformal;
import org.acinus.mil.calibrate.NoveltySpec;
import org.acinus.mil.calibrate.Scaling;
import org.acinus.mil.pack.HeadSpec;
import org.acinus.mil.pack.HeadTask;
import org.acinus.mil.pack.PackReference;
import org.acinus.outcome.SlideOutcome;
import org.junit.jupiter.api.Test;

class CancerCallTest {
    private static final PackReference ENCODER = new PackReference("lite0", "a".repeat(64));

    private static SlideOutcome decide(HeadTask task, double threshold, double margin, Double... probabilities) {
        List<String> classes =
                task == HeadTask.BINARY ? List.of("benign", "cancer") : List.of("0", "1", "2", "3", "4", "5");
        HeadSpec head = new HeadSpec("abmil", "head.safetensors", ENCODER, task, classes, threshold, margin, 128, 64);
        return new CancerCall(head)
                .decide(
                        new BagPrediction(List.of(probabilities), List.of(1f), List.of(0f)),
                        new SlideEvidence(OptionalDouble.empty(), 9, 0));
    }

    @Test
    void theHeadsOwnThresholdDecides() {
        assertThat(decide(HeadTask.BINARY, 0.3, 0.05, 0.6, 0.4)).isInstanceOf(SlideOutcome.Cancer.class);
        assertThat(decide(HeadTask.BINARY, 0.5, 0.05, 0.6, 0.4)).isInstanceOf(SlideOutcome.Benign.class);
    }

    @Test
    void aProbabilityNearTheThresholdIsLeftToAPerson() {
        assertThat(decide(HeadTask.BINARY, 0.5, 0.1, 0.45, 0.55))
                .isInstanceOfSatisfying(
                        SlideOutcome.NeedsReview.class,
                        review -> assertThat(review.reason()).contains("0.550").contains("0.50"));
    }

    @Test
    void cancerIsEveryGradeButTheFirst() {
        SlideOutcome outcome = decide(HeadTask.ISUP, 0.5, 0.05, 0.4, 0.1, 0.1, 0.3, 0.05, 0.05);
        assertThat(outcome).isInstanceOfSatisfying(SlideOutcome.Cancer.class, cancer -> {
            assertThat(cancer.assessment().cancerProbability()).isCloseTo(0.6, within(1e-12));
            // Grade 0 is the single most probable class, but a slide called cancer has a grade.
            assertThat(cancer.assessment().isupGrade()).hasValue(3);
            assertThat(cancer.assessment().isupProbabilities()).hasSize(6);
        });
    }

    @Test
    void aBenignSlideIsOfGradeZeroAndItsConfidenceIsOfBeingBenign() {
        SlideOutcome outcome = decide(HeadTask.ISUP, 0.5, 0.05, 0.7, 0.1, 0.1, 0.05, 0.03, 0.02);
        assertThat(outcome).isInstanceOfSatisfying(SlideOutcome.Benign.class, benign -> {
            assertThat(benign.assessment().isupGrade()).hasValue(0);
            assertThat(benign.assessment().confidence()).isCloseTo(0.7, within(1e-12));
        });
    }

    private static final Calibration WARM = new Calibration(
            100,
            Scaling.ofTemperature(2, 2),
            Optional.of(new Conformal(0.1, Conformal.Score.LEAST_AMBIGUOUS, List.of(0.4, 0.4), List.of(50, 50))),
            1,
            Optional.empty(),
            Optional.of(new NoveltySpec("novelty.safetensors", 40, 0.02, 100)));

    private static SlideOutcome calibrated(double cancer, OptionalDouble distance, int unreadable) {
        HeadSpec head = new HeadSpec(
                        "abmil", "w", ENCODER, HeadTask.BINARY, List.of("benign", "cancer"), 0.5, 0.1, 128, 64)
                .calibrated(0.5, 0.05, WARM);
        return new CancerCall(head)
                .decide(
                        new BagPrediction(List.of(1 - cancer, cancer), List.of(1f), List.of(0f)),
                        new SlideEvidence(distance, 100, unreadable));
    }

    /// A temperature of 2 takes the square roots: of 0.9 and 0.1, three to one.
    @Test
    void aCalibratedHeadSaysItsMendedProbability() {
        assertThat(calibrated(0.9, OptionalDouble.of(39), 5))
                .isInstanceOfSatisfying(
                        SlideOutcome.Cancer.class,
                        cancer -> assertThat(cancer.assessment().cancerProbability())
                                .isCloseTo(0.75, within(1e-12)));
    }

    @Test
    void aSlideThatACalibratedHeadDoubtsIsLeftToAPersonWithAllReasons() {
        assertThat(reason(calibrated(0.6, OptionalDouble.of(10), 0)))
                .isEqualTo("the slide is unlike the slides of any class");
        assertThat(reason(calibrated(0.9, OptionalDouble.of(41), 6)))
                .isEqualTo("the tissue is unlike the training slides: distance 41.0, above 40.0;"
                        + " 6 of 100 tiles do not decode");
        // A distance that could not be told is no reassurance.
        assertThat(calibrated(0.9, OptionalDouble.empty(), 0)).isInstanceOf(SlideOutcome.NeedsReview.class);
    }

    private static String reason(SlideOutcome outcome) {
        return outcome.explanation().orElseThrow();
    }

    @Test
    void unreadableTilesSendAnySlideToAPerson() {
        HeadSpec head =
                new HeadSpec("abmil", "w", ENCODER, HeadTask.BINARY, List.of("benign", "cancer"), 0.5, 0.1, 128, 64);

        SlideOutcome outcome = new CancerCall(head)
                .decide(
                        new BagPrediction(List.of(0.1, 0.9), List.of(1f), List.of(0f)),
                        new SlideEvidence(OptionalDouble.empty(), 100, 6));

        assertThat(reason(outcome)).isEqualTo("6 of 100 tiles do not decode");
    }

    @Test
    void membersThatDisagreeSendASlideToAPerson() {
        Calibration limited = new Calibration(
                100, Scaling.ofTemperature(1, 2), Optional.empty(), 1, Optional.of(0.1), Optional.empty());
        HeadSpec head = new HeadSpec(
                        "abmil", "w", ENCODER, HeadTask.BINARY, List.of("benign", "cancer"), 0.5, 0.1, 128, 64)
                .calibrated(0.5, 0.05, limited);
        BagPrediction split = new BagPrediction(
                List.of(0.2, 0.8), List.of(1f), List.of(0f), List.of(List.of(0.4, 0.6), List.of(0.0, 1.0)));

        SlideOutcome outcome = new CancerCall(head).decide(split, new SlideEvidence(OptionalDouble.empty(), 9, 0));

        assertThat(reason(outcome)).contains("members disagree: standard deviation 0.200");
    }
}
