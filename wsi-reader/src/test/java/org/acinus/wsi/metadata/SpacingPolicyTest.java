package org.acinus.wsi.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class SpacingPolicyTest {
    private static final Optional<PixelSpacing> NOTHING = Optional.empty();

    private static Optional<PixelSpacing> spacing(double microns, SpacingSource source) {
        return Optional.of(new PixelSpacing(microns, microns, source));
    }

    @Test
    void theScannerIsBelievedBeforeTheTagsAndTheObjective() {
        assertThat(SpacingPolicy.decide(
                        spacing(0.2525, SpacingSource.VENDOR),
                        spacing(0.5, SpacingSource.TIFF_RESOLUTION),
                        OptionalDouble.of(20)))
                .isEqualTo(new SpacingFinding.Known(new PixelSpacing(0.2525, 0.2525, SpacingSource.VENDOR)));
    }

    @Test
    void anObjectiveAloneGivesTenMicronsOverItsPower() {
        assertThat(SpacingPolicy.decide(NOTHING, NOTHING, OptionalDouble.of(40)))
                .isEqualTo(new SpacingFinding.Known(new PixelSpacing(0.25, 0.25, SpacingSource.OBJECTIVE)));
    }

    @Test
    void nothingKnownIsMissingAndNeverADefault() {
        assertThat(SpacingPolicy.decide(NOTHING, NOTHING, OptionalDouble.empty()))
                .isEqualTo(new SpacingFinding.Missing());
    }

    @Test
    void anImplausibleClaimIsReportedAndNotPassedOver() {
        assertThat(SpacingPolicy.decide(NOTHING, spacing(352.8, SpacingSource.TIFF_RESOLUTION), OptionalDouble.of(20)))
                .isInstanceOf(SpacingFinding.Implausible.class);
    }

    @Test
    void pixelsFarFromSquareAreImplausible() {
        assertThat(SpacingPolicy.isPlausible(new PixelSpacing(0.25, 0.75, SpacingSource.VENDOR)))
                .isFalse();
    }
}
