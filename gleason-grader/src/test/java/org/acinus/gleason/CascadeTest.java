package org.acinus.gleason;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.acinus.gleason.pattern.GleasonPattern;
import org.acinus.gleason.pattern.GleasonScore;
import org.acinus.gleason.pattern.PatternReading;
import org.acinus.gleason.pattern.PatternShares;
import org.acinus.gleason.pattern.TumourExtent;
import org.acinus.mil.calibrate.review.ReviewReason;
import org.acinus.outcome.Assessment;
import org.acinus.outcome.SlideOutcome;
import org.junit.jupiter.api.Test;

class CascadeTest {
    private static final PatternReading NONE = reading(Optional.empty());
    private static final PatternReading FOUR_THREE =
            reading(Optional.of(new GleasonScore(GleasonPattern.G4, GleasonPattern.G3)));

    @Test
    void agreeingPathsLeaveTheHeadsCallAndAddTheScore() {
        SlideOutcome outcome = Cascade.join(head(0.9, 3), tiles(FOUR_THREE)).outcome();

        assertThat(outcome).isInstanceOfSatisfying(SlideOutcome.Cancer.class, cancer -> {
            assertThat(cancer.assessment().cancerProbability()).isEqualTo(0.9);
            assertThat(cancer.assessment().isupGrade()).hasValue(3);
            assertThat(cancer.assessment().patterns()).hasValue(FOUR_THREE);
        });
        assertThat(Cascade.join(head(0.1, 0), tiles(NONE)).outcome()).isInstanceOf(SlideOutcome.Benign.class);
    }

    @Test
    void anotherGradeGroupIsLeftToAPersonAndBothAreNamed() {
        assertThat(reason(head(0.9, 1), FOUR_THREE))
                .isEqualTo("the head says grade group 1, the tiles say 4+3, grade group 3");
    }

    @Test
    void cancerForOneAndBenignForTheOtherIsLeftToAPerson() {
        assertThat(reason(head(0.9, 2), NONE)).isEqualTo("the head says grade group 2, the tiles say benign");
        assertThat(reason(head(0.1, 0), FOUR_THREE))
                .isEqualTo("the head says benign, the tiles say 4+3, grade group 3");
    }

    @Test
    void aBinaryHeadHasTheTilesGrade() {
        assertThat(Cascade.join(binary(0.9), tiles(FOUR_THREE)).outcome())
                .isInstanceOfSatisfying(
                        SlideOutcome.Cancer.class,
                        cancer -> assertThat(cancer.assessment().isupGrade()).hasValue(3));
        assertThat(Cascade.join(binary(0.1), tiles(NONE)).outcome())
                .isInstanceOfSatisfying(
                        SlideOutcome.Benign.class,
                        benign -> assertThat(benign.assessment().isupGrade()).hasValue(0));
        // A grade that nobody saw is not made up.
        assertThat(Cascade.join(binary(0.9), tiles(NONE)).assessment().isupGrade())
                .isEmpty();
    }

    @Test
    void tissueThatTheTilesDoNotKnowIsLeftToAPerson() {
        Verdict unlike =
                new Verdict(tiles(FOUR_THREE).assessment(), true, List.of(new ReviewReason.UnlikeTraining(0.4, 0.29)));

        assertThat(Cascade.join(head(0.9, 3), unlike).outcome().explanation())
                .hasValue("the tissue is unlike the training slides: distance 0.400, above 0.290");
    }

    private static String reason(Verdict head, PatternReading reading) {
        SlideOutcome outcome = Cascade.join(head, tiles(reading)).outcome();
        assertThat(outcome).isInstanceOf(SlideOutcome.NeedsReview.class);
        return outcome.explanation().orElseThrow();
    }

    private static PatternReading reading(Optional<GleasonScore> score) {
        boolean cancer = score.isPresent();
        return new PatternReading(
                score,
                cancer ? new TumourExtent(0.5, 3, 4, 10) : new TumourExtent(0, 0, 0, 10),
                cancer ? new PatternShares(0.25, 0.75, 0) : new PatternShares(0, 0, 0));
    }

    private static Verdict head(double cancer, int grade) {
        return new Verdict(
                new Assessment(cancer, OptionalInt.of(grade), List.of(0d, 0.2, 0.2, 0.2, 0.2, 0.2), 0.9),
                grade > 0,
                List.of());
    }

    private static Verdict binary(double cancer) {
        return new Verdict(new Assessment(cancer, OptionalInt.empty(), List.of(), 0.9), cancer >= 0.5, List.of());
    }

    private static Verdict tiles(PatternReading reading) {
        boolean cancer = reading.score().isPresent();
        return new Verdict(
                new Assessment(
                        cancer ? 0.8 : 0.2, OptionalInt.of(reading.gradeGroup()), List.of(), 0.8, Optional.of(reading)),
                cancer,
                List.of());
    }
}
