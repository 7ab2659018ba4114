package org.acinus.mil.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.acinus.mil.train.data.BagDataException;
import org.junit.jupiter.api.Test;

class OperatingPointTest {
    private static OutOfFold said(String bag, int truth, double cancer) {
        return new OutOfFold(bag, truth, List.of(1 - cancer, cancer));
    }

    private static FoldResult fold(int repeat, OutOfFold... predictions) {
        return new FoldResult(repeat, 1, 1, 1, OptionalDouble.empty(), List.of(predictions), Map.of());
    }

    /// Positive 0.9, 0.7, 0.4, 0.2; benign 0.6, 0.3, 0.1: three of four need 0.4, the next lower score is 0.3.
    @Test
    void theThresholdLiesHalfWayBelowTheLastCaseNeeded() {
        FoldResult fold = fold(
                1,
                said("a", 1, 0.9),
                said("b", 1, 0.7),
                said("c", 1, 0.4),
                said("d", 1, 0.2),
                said("e", 0, 0.6),
                said("f", 0, 0.3),
                said("g", 0, 0.1));

        OperatingPoint point = OperatingPoint.forSensitivity(0.75, List.of(fold));

        assertThat(point.threshold()).isCloseTo(0.35, within(1e-12));
        assertThat(point.sensitivity()).isEqualTo(0.75);
        assertThat(point.specificity()).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(OperatingPoint.forSensitivity(1, List.of(fold)).threshold()).isCloseTo(0.15, within(1e-12));
        assertThat(OperatingPoint.forSensitivity(0.76, List.of(fold)).sensitivity())
                .isEqualTo(1);
    }

    @Test
    void repeatsCountByTheirMean() {
        OperatingPoint point = OperatingPoint.forSensitivity(
                1,
                List.of(fold(1, said("a", 1, 0.8), said("b", 0, 0.5)), fold(2, said("a", 1, 0.6), said("b", 0, 0.1))));

        assertThat(point.threshold()).isCloseTo((0.7 + 0.3) / 2, within(1e-12));
        assertThat(point.specificity()).isEqualTo(1);
    }

    @Test
    void aHeadThatSaysNothingHasNoSuchPoint() {
        assertThatThrownBy(() -> OperatingPoint.forSensitivity(1, List.of(fold(1, said("a", 1, 0), said("b", 0, 0.5)))))
                .isInstanceOf(BagDataException.class)
                .hasMessageContaining("ask for less");
        assertThatThrownBy(() -> OperatingPoint.forSensitivity(1.5, List.of(fold(1, said("a", 1, 0)))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
