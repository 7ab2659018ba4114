package org.acinus.gleason.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Against the rule's words, case by case.
class BiopsyRuleTest {
    @ParameterizedTest
    @CsvSource({
        // most common and highest
        "60,40,0,3+4",
        "40,60,0,4+3",
        "60,30,10,3+5",
        "30,60,10,4+5",
        "50,20,30,3+5",
        // one pattern stands twice
        "100,0,0,3+3",
        "0,100,0,4+4",
        "0,0,100,5+5",
        // of a lower pattern less than one in twenty is left out
        "4,96,0,4+4",
        "5,95,0,4+3",
        "0,3,97,5+5",
        "3,0,97,5+5",
        "6,0,94,5+3",
        // of a higher one three tiles suffice, and two are a slip
        "97,3,0,3+4",
        "98,2,0,3+3",
        "96,0,4,3+5",
        // the higher of two equals goes first
        "50,50,0,4+3",
        "0,50,50,5+4"
    })
    void theMostCommonPatternAndTheHighestOfTheRestMakeTheScore(int g3, int g4, int g5, String score) {
        PatternMap map = DrawnTiles.map("3".repeat(g3) + "4".repeat(g4) + "5".repeat(g5));
        assertThat(BiopsyRule.grade(map).orElseThrow()).hasToString(score);
    }

    @Test
    void withoutTumourThereIsNoScore() {
        assertThat(BiopsyRule.grade(DrawnTiles.map("bbbb"))).isEmpty();
        assertThat(PatternReading.of(DrawnTiles.map("bbbb"), 1).gradeGroup()).isZero();
    }

    @Test
    void aReadingHoldsScoreExtentAndShares() {
        PatternReading reading =
                PatternReading.of(DrawnTiles.of("3333333333", "3333333333", "bbbbbbbbbb", "bbbbbbbbbb"), 1);
        assertThat(reading.score().orElseThrow()).hasToString("3+3");
        assertThat(reading.gradeGroup()).isEqualTo(1);
        assertThat(reading.shares()).isEqualTo(new PatternShares(1, 0, 0));
        assertThat(reading.extent().share()).isEqualTo(0.5);
    }
}
