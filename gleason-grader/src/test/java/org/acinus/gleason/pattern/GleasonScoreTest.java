package org.acinus.gleason.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import org.acinus.mil.labels.GleasonLabel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GleasonScoreTest {
    /// Epstein et al. 2016, table 1, with every score that each row of it covers.
    @ParameterizedTest
    @CsvSource({"3,3,1", "3,4,2", "4,3,3", "4,4,4", "3,5,4", "5,3,4", "4,5,5", "5,4,5", "5,5,5"})
    void everyScoreHasTheGradeGroupOfTheConsensus(int primary, int secondary, int group) {
        GleasonScore score = new GleasonScore(pattern(primary), pattern(secondary));
        assertThat(score.gradeGroup()).isEqualTo(group);
        assertThat(score.sum()).isEqualTo(primary + secondary);
        assertThat(GleasonLabel.isup(score.toString())).contains(group);
    }

    @Test
    void scoresAreWrittenAsReportsWriteThem() {
        assertThat(new GleasonScore(GleasonPattern.G4, GleasonPattern.G3)).hasToString("4+3");
    }

    private static GleasonPattern pattern(int number) {
        return GleasonPattern.valueOf("G" + number);
    }
}
