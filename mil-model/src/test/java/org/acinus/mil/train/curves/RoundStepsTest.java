package org.acinus.mil.train.curves;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RoundStepsTest {
    @Test
    void aLossIsReadInOnesTwosAndFives() {
        assertThat(RoundSteps.to(1.29, 6).upTo(RoundSteps.to(1.29, 6).above(1.29)).stream()
                        .map(RoundSteps.to(1.29, 6)::text))
                .containsExactly("0.0", "0.5", "1.0", "1.5");
        assertThat(RoundSteps.to(0.461, 6).size()).isEqualTo(0.1);
        assertThat(RoundSteps.to(0.0923, 6).text(0.04)).isEqualTo("0.04");
        assertThat(RoundSteps.to(120, 6).size()).isEqualTo(20);
    }

    @Test
    void epochsAreWholeNumbers() {
        assertThat(RoundSteps.counting(3, 10).upTo(3)).containsExactly(0.0, 1.0, 2.0, 3.0);
        assertThat(RoundSteps.counting(50, 10).upTo(50)).hasSize(11).contains(5.0, 50.0);
        assertThat(RoundSteps.counting(60, 10).upTo(60)).containsExactly(0.0, 10.0, 20.0, 30.0, 40.0, 50.0, 60.0);
    }
}
