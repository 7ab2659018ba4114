package org.acinus.mil.evaluate.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {

    /// Squared distances by hand: observed 1 + 4 + 0 + 4 = 9. Rows 2 1 1, columns 1 2 1, so expected
    /// (2 (0*1 + 1*2 + 4*1) + 1 (1*1 + 0*2 + 1*1) + 1 (4*1 + 1*2 + 0*1)) / 4 = (12 + 2 + 6) / 4 = 5.
    @Test
    void kappaFollowsTheFormula() {
        ConfusionMatrix matrix = ConfusionMatrix.of(3, List.of(0, 0, 1, 2), List.of(1, 2, 1, 0));

        assertThat(matrix.quadraticKappa().orElseThrow()).isCloseTo(1 - 9.0 / 5, within(1e-12));
        assertThat(matrix.count(0, 2)).isEqualTo(1);
    }

    @Test
    void kappaIsOneForPerfectAndMinusOneForOppositeCalls() {
        assertThat(ConfusionMatrix.of(2, List.of(0, 1), List.of(0, 1)).quadraticKappa())
                .hasValue(1);
        assertThat(ConfusionMatrix.of(2, List.of(0, 1), List.of(1, 0)).quadraticKappa())
                .hasValue(-1);
    }

    @Test
    void hasNoFigureWhereThereIsNothingToMeasure() {
        ConfusionMatrix benign = ConfusionMatrix.of(2, List.of(0, 0), List.of(0, 0));

        assertThat(benign.quadraticKappa()).isEmpty();
        assertThat(benign.sensitivity()).isEmpty();
        assertThat(benign.specificity()).hasValue(1);
    }

    @Test
    void aClassBeyondTheLastIsRefused() {
        assertThatThrownBy(() -> ConfusionMatrix.of(2, List.of(2), List.of(0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Class 2");
    }
}
