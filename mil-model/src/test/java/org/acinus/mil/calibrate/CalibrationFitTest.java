package org.acinus.mil.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CalibrationFitTest {
    private static final CalibrationFit.Options TEMPERATURE =
            new CalibrationFit.Options(Scaling.Method.TEMPERATURE, 0.1, Conformal.Score.LEAST_AMBIGUOUS, 1);

    /// A head with logits three times too large; two slides a patient.
    private static List<CalibrationCase> overconfident(int count) {
        Random random = new Random(6);
        List<CalibrationCase> cases = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double logit = 1.5 * random.nextGaussian();
            int truth = random.nextDouble() < 1 / (1 + Math.exp(-logit)) ? 1 : 0;
            double said = 1 / (1 + Math.exp(-3 * logit));
            cases.add(new CalibrationCase("patient-" + i / 2, truth, List.of(1 - said, said)));
        }
        return cases;
    }

    @Test
    void theErrorFallsOnSlidesThatTheScalingHasNotSeen() {
        CalibrationFit fit = CalibrationFit.of(overconfident(4000), TEMPERATURE);

        assertThat(fit.scaling().temperature()).isCloseTo(3, within(0.4));
        assertThat(fit.before().expectedError()).isGreaterThan(0.1);
        assertThat(fit.after().expectedError()).isLessThan(0.04);
        assertThat(fit.confidenceAfter().expectedError())
                .isLessThan(fit.confidenceBefore().expectedError());
        assertThat(fit.fitted() + fit.measured()).isEqualTo(4000);
        assertThat(fit.conformal().slides().stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(fit.measured());
        assertThat(fit.calibration(2, Optional.empty(), Optional.empty()).slides())
                .isEqualTo(4000);
    }

    @Test
    void theOrderOfTheFileDoesNotMatter() {
        List<CalibrationCase> cases = overconfident(300);
        List<CalibrationCase> turned = new ArrayList<>(cases);
        Collections.reverse(turned);

        CalibrationFit one = CalibrationFit.of(cases, TEMPERATURE);
        CalibrationFit other = CalibrationFit.of(turned, TEMPERATURE);

        assertThat(other.scaling().temperature()).isCloseTo(one.scaling().temperature(), within(1e-9));
        assertThat(other.fitted()).isEqualTo(one.fitted());
    }

    @Test
    void tooFewSlidesAreRefused() {
        assertThatThrownBy(() -> CalibrationFit.of(overconfident(30), TEMPERATURE))
                .isInstanceOf(CalibrationException.class)
                .hasMessageContaining("at least 20, of both kinds");
        List<CalibrationCase> benign = overconfident(200).stream()
                .map(one -> new CalibrationCase(one.patient(), 0, one.probabilities()))
                .toList();
        assertThatThrownBy(() -> CalibrationFit.of(benign, TEMPERATURE))
                .isInstanceOf(CalibrationException.class)
                .hasMessageContaining("0 of 100 are cancers");
    }
}
