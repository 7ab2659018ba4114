package org.acinus.mil.calibrate.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.acinus.mil.calibrate.PredictionSet;
import org.acinus.mil.calibrate.review.ReviewFacts.Limited;
import org.acinus.mil.evaluate.GoldenValues;
import org.junit.jupiter.api.Test;

class ReviewRuleTest {
    private static ReviewFacts facts(double cancer, Optional<PredictionSet> plausible) {
        return new ReviewFacts(cancer, 0.5, 0.1, plausible, 2, Optional.empty(), Optional.empty(), 100, 5);
    }

    @Test
    void aClearSlideNeedsNobody() {
        assertThat(ReviewRule.reasons(facts(0.9, Optional.of(new PredictionSet(List.of(2, 3))))))
                .isEmpty();
        assertThat(ReviewRule.reasons(facts(0.39, Optional.empty()))).isEmpty();
        assertThat(ReviewRule.reasons(facts(0.61, Optional.empty()))).isEmpty();
    }

    @Test
    void everyReasonIsGivenInWords() {
        ReviewFacts grave = new ReviewFacts(
                0.55,
                0.5,
                0.1,
                Optional.of(new PredictionSet(List.of(0, 1))),
                2,
                Optional.of(new Limited(0.3, 0.2)),
                Optional.of(new Limited(51.25, 40)),
                100,
                6);

        assertThat(ReviewRule.reasons(grave))
                .extracting(ReviewReason::words)
                .containsExactly(
                        "cancer probability 0.550 is within 0.10 of the threshold 0.50",
                        "cancer and benign are both plausible",
                        "the ensemble's members disagree: standard deviation 0.300 of the cancer probability, above"
                                + " 0.200",
                        "the tissue is unlike the training slides: distance 51.3, above 40.0",
                        "6 of 100 tiles do not decode");
    }

    @Test
    void setsAreJudgedByWhatTheyLeaveOpen() {
        assertThat(ReviewRule.reasons(facts(0.9, Optional.of(new PredictionSet(List.of())))))
                .containsExactly(new ReviewReason.NothingPlausible());
        assertThat(ReviewRule.reasons(facts(0.9, Optional.of(new PredictionSet(List.of(1, 2, 3))))))
                .containsExactly(new ReviewReason.WideSet(List.of(1, 2, 3)))
                .extracting(ReviewReason::words)
                .containsExactly("grades 1, 2, 3 are all plausible");
    }

    @Test
    void aNumberThatIsNoneNeedsAPerson() {
        assertThat(ReviewRule.reasons(facts(Double.NaN, Optional.empty()))).hasSize(1);
        ReviewFacts odd = new ReviewFacts(
                0.9, 0.5, 0.1, Optional.empty(), 2, Optional.empty(), Optional.of(new Limited(Double.NaN, 40)), 9, 0);
        assertThat(ReviewRule.reasons(odd)).hasSize(1);
    }

    @Test
    void membersSpreadByTheFormulas() {
        JsonNode golden = GoldenValues.part("members");

        MemberSpread spread = MemberSpread.of(GoldenValues.rows(golden.get("probabilities")));

        assertThat(spread.cancerDeviation()).isCloseTo(golden.get("deviation").doubleValue(), within(1e-12));
        assertThat(spread.mutualInformation())
                .isCloseTo(golden.get("mutual_information").doubleValue(), within(1e-12));
        assertThat(spread.mean().getFirst()).isCloseTo(0.23364, within(1e-12));
    }

    @Test
    void membersThatAgreeHaveNothingLeftToTell() {
        MemberSpread spread = MemberSpread.of(List.of(List.of(0.3, 0.7), List.of(0.3, 0.7)));

        assertThat(spread.cancerDeviation()).isZero();
        assertThat(spread.mutualInformation()).isCloseTo(0, within(1e-15));
        // Two sure members of opposite mind: all that a look could tell, one bit.
        assertThat(MemberSpread.of(List.of(List.of(1.0, 0.0), List.of(0.0, 1.0)))
                        .mutualInformation())
                .isCloseTo(Math.log(2), within(1e-12));
    }
}
