package org.acinus.gleason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import org.acinus.mil.BagPrediction;
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
}
