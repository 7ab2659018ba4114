package org.acinus.cli.bench.meter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MeasuredTest {
    @Test
    void theMedianIsTheMiddleOrTheMeanOfTheTwoInTheMiddle() {
        assertThat(Measured.of(List.of(5.0, 1.0, 3.0))).isEqualTo(new Measured(1, 3, 5));
        assertThat(Measured.of(List.of(4.0, 1.0, 2.0, 9.0))).isEqualTo(new Measured(1, 3, 9));
    }
}
