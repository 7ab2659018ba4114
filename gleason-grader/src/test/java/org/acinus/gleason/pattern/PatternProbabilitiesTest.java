package org.acinus.gleason.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PatternProbabilitiesTest {
    @Test
    void tumourIsDecidedBeforeItsPattern() {
        // Benign is the likeliest single class, tumour of some kind likelier still.
        assertThat(new PatternProbabilities(0.4, 0.3, 0.25, 0.05).call()).contains(GleasonPattern.G3);
        assertThat(new PatternProbabilities(0.5, 0.1, 0.1, 0.3).call()).isEmpty();
        assertThat(new PatternProbabilities(0.1, 0.2, 0.3, 0.4).call()).contains(GleasonPattern.G5);
        assertThat(new PatternProbabilities(0.1, 0.2, 0.4, 0.3).call()).contains(GleasonPattern.G4);
    }

    @Test
    void uncertaintyIsTheEntropyOfFourClasses() {
        assertThat(new PatternProbabilities(0.25, 0.25, 0.25, 0.25).uncertainty())
                .isCloseTo(1, within(1e-12));
        assertThat(new PatternProbabilities(0, 0, 1, 0).uncertainty()).isZero();
        // One bit of two.
        assertThat(new PatternProbabilities(0.5, 0.5, 0, 0).uncertainty()).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void whatAddsUpToSomethingElseIsRefused() {
        assertThatThrownBy(() -> new PatternProbabilities(0.5, 0.5, 0.5, 0)).hasMessageContaining("add up to 1");
        assertThatThrownBy(() -> new PatternProbabilities(Double.NaN, 0, 0, 0)).hasMessageContaining("add up to 1");
        assertThatThrownBy(() -> new PatternProbabilities(1.2, -0.2, 0, 0)).hasMessageContaining("add up to 1");
    }
}
