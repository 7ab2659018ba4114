package org.acinus.tissue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.acinus.wsi.NotBrightfieldException;
import org.acinus.wsi.RgbBuffer;
import org.acinus.wsi.SharedData;
import org.acinus.wsi.Slide;
import org.acinus.wsi.SlideFormats;
import org.acinus.wsi.metadata.PixelSpacing;
import org.acinus.wsi.metadata.SpacingSource;
import org.acinus.wsi.openslide.OpenSlideFormat;
import org.junit.jupiter.api.Test;

class ClassicalTissueDetectorTest {
    private static final PixelSpacing HALF_MICRON = new PixelSpacing(0.5, 0.5, SpacingSource.VENDOR);
    private final TissueDetector detector = new ClassicalTissueDetector();

    /// A picture at 8 µm per pixel: grey noise of glass, with a disc of the given colour in its middle.
    private static Overview disc(int side, int radius, int... rgb) {
        RgbBuffer picture = RgbBuffer.onHeap(side, side);
        Random random = new Random(7);
        for (int i = 0; i < side * side; i++) {
            int x = i % side - side / 2;
            int y = i / side - side / 2;
            int noise = random.nextInt(7) - 3;
            for (int channel = 0; channel < 3; channel++) {
                int value = x * x + y * y <= radius * radius ? rgb[channel] : 243;
                picture.pixels().set(ValueLayout.JAVA_BYTE, 3L * i + channel, (byte) (value + noise));
            }
        }
        return new Overview(picture, MemorySegment.ofArray(new byte[side * side]), 0, 16);
    }

    @Test
    void aStainedDiscIsFoundToItsArea() {
        TissueMask mask = detector.detect(disc(400, 100, 200, 120, 170), HALF_MICRON);
        assertThat(mask.share() * 400 * 400).isCloseTo(Math.PI * 100 * 100, withinPercent(2));
    }

    @Test
    void paleTissueIsFound() {
        TissueMask mask = detector.detect(disc(400, 100, 236, 214, 230), HALF_MICRON);
        assertThat(mask.share() * 400 * 400).isCloseTo(Math.PI * 100 * 100, withinPercent(4));
    }

    @Test
    void aBlankSlideHasNoTissueWhateverItsNoise() {
        assertThat(detector.detect(disc(400, 0, 243, 243, 243), HALF_MICRON).share())
                .isZero();
    }

    @Test
    void aBlackScannerBackgroundIsNoTissue() {
        assertThat(detector.detect(disc(400, 100, 12, 4, 20), HALF_MICRON).share())
                .isZero();
    }

    @Test
    void fluorescenceIsRefused() {
        RgbBuffer blue = RgbBuffer.onHeap(100, 100);
        for (int i = 0; i < 100 * 100; i++) {
            blue.pixels().set(ValueLayout.JAVA_BYTE, 3L * i + 2, (byte) 200);
        }
        Overview dapi = new Overview(blue, MemorySegment.ofArray(new byte[100 * 100]), 0, 16);
        assertThatThrownBy(() -> Brightfield.require(dapi)).isInstanceOf(NotBrightfieldException.class);
    }

    /// Another method's answer for the real slide: compared by overlap.
    @Test
    void theRealSlideAgreesWithHistolabsMask() throws IOException {
        Path expected = SharedData.require("data/qc-histolab")
                .resolve("expected-mask-arrays/tissue-mask-cmu-1-small-region.npy");
        assumeTrue(Files.exists(expected), "skipped: histolab's mask is not on this machine");
        assumeTrue(
                OpenSlideFormat.library() instanceof OpenSlideFormat.LibraryState.Usable,
                "skipped: OpenSlide's library is not in the cache; ./check fetches it");
        try (Slide slide = SlideFormats.installed().open(SharedData.cmuSlide())) {
            PixelSpacing spacing = slide.metadata().spacing().known().orElseThrow();
            Overview overview = Overview.atSpacing(slide, spacing, Overview.TISSUE_SPACING_MICRONS);
            double dice = dice(detector.detect(overview, spacing), readNpy(expected), 221, 296);
            assertThat(dice).isGreaterThan(0.8);
        }
    }

    private static double dice(TissueMask mask, boolean[] other, int width, int height) {
        long both = 0;
        long sum = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                boolean ours = mask.at(x * mask.width() / width, y * mask.height() / height);
                boolean theirs = other[y * width + x];
                both += ours && theirs ? 1 : 0;
                sum += (ours ? 1 : 0) + (theirs ? 1 : 0);
            }
        }
        return 2.0 * both / sum;
    }

    /// Reads a NumPy file of booleans in C order (NEP 1).
    private static boolean[] readNpy(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int headerBytes =
                ByteBuffer.wrap(bytes, 8, 2).order(ByteOrder.LITTLE_ENDIAN).getShort();
        String header = new String(bytes, 10, headerBytes, StandardCharsets.ISO_8859_1);
        assertThat(header).contains("'|b1'", "False", "(296, 221)");
        boolean[] values = new boolean[296 * 221];
        for (int i = 0; i < values.length; i++) {
            values[i] = bytes[10 + headerBytes + i] != 0;
        }
        return values;
    }

    private static org.assertj.core.data.Percentage withinPercent(double percent) {
        return org.assertj.core.data.Percentage.withPercentage(percent);
    }
}
