package org.acinus.wsi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.lang.foreign.ValueLayout;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.acinus.wsi.metadata.IccState;
import org.acinus.wsi.metadata.SlideMetadata;
import org.junit.jupiter.api.Test;

class SrgbSlideTest {
    private static final Region REGION = new Region(0, 0, 0, 200, 200);

    /// A formula slide that claims a colour profile.
    private record ProfiledSlide(Slide pixels, Optional<byte[]> iccProfile, AtomicBoolean closed) implements Slide {
        static ProfiledSlide with(byte[] profile) {
            return new ProfiledSlide(FormulaSlide.of(300, 300, 0.5, 1), Optional.of(profile), new AtomicBoolean());
        }

        @Override
        public SlideMetadata metadata() {
            return pixels.metadata();
        }

        @Override
        public void read(Region region, RgbBuffer into) {
            pixels.read(region, into);
        }

        @Override
        public void close() {
            closed.set(true);
        }
    }

    private static byte[] profile(int colorSpace) {
        return ICC_Profile.getInstance(colorSpace).getData();
    }

    private static byte[] pixels(Slide slide) {
        RgbBuffer buffer = RgbBuffer.onHeap(REGION.width(), REGION.height());
        slide.read(REGION, buffer);
        return buffer.pixels().toArray(ValueLayout.JAVA_BYTE);
    }

    @Test
    void linearLightIsEncodedByTheSrgbCurve() {
        ProfiledSlide linear = ProfiledSlide.with(profile(ColorSpace.CS_LINEAR_RGB));
        byte[] stored = pixels(linear);
        try (Slide slide = SrgbSlide.of(linear)) {
            byte[] shown = pixels(slide);
            for (int i = 0; i < stored.length; i++) {
                assertThat((double) (shown[i] & 255)).isCloseTo(srgb(stored[i] & 255), within(1.5));
            }
        }
    }

    /// IEC 61966-2-1.
    private static double srgb(int linear) {
        double light = linear / 255.0;
        return 255 * (light <= 0.0031308 ? 12.92 * light : 1.055 * Math.pow(light, 1 / 2.4) - 0.055);
    }

    @Test
    void whatIsMadeOfConvertedPixelsCanBeToldApart() {
        ProfiledSlide linear = ProfiledSlide.with(profile(ColorSpace.CS_LINEAR_RGB));
        try (Slide slide = SrgbSlide.of(linear)) {
            assertThat(slide.metadata().icc()).isEqualTo(IccState.APPLIED);
            assertThat(slide.metadata().reader()).isEqualTo("formula+icc");
            assertThat(slide.storedTiles()).isEmpty();
        }
        assertThat(linear.closed()).isTrue();
    }

    @Test
    void aSlideWithoutAProfileStaysWhatItIs() {
        Slide plain = FormulaSlide.of(300, 300, 0.5, 1);
        assertThat(SrgbSlide.of(plain)).isSameAs(plain);
    }

    @Test
    void brokenProfilesAndThoseOfOtherDevicesAreRefused() {
        for (byte[] profile : new byte[][] {new byte[200], profile(ColorSpace.CS_GRAY)}) {
            ProfiledSlide broken = ProfiledSlide.with(profile);
            assertThatThrownBy(() -> SrgbSlide.of(broken))
                    .isInstanceOf(CorruptSlideException.class)
                    .hasMessageContaining("colour profile");
            assertThat(broken.closed()).isTrue();
        }
    }

    private static org.assertj.core.data.Offset<Double> within(double tolerance) {
        return org.assertj.core.data.Offset.offset(tolerance);
    }
}
