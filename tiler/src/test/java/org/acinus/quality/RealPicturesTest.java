package org.acinus.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.opencv.global.opencv_core.BORDER_REFLECT;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgproc.GaussianBlur;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Optional;
import org.acinus.tiling.TilingSpec;
import org.acinus.tissue.ClassicalTissueDetector;
import org.acinus.wsi.Region;
import org.acinus.wsi.RgbBuffer;
import org.acinus.wsi.SharedData;
import org.acinus.wsi.Slide;
import org.acinus.wsi.SlideFormats;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Pictures of real slides: pens where people saw them, and nothing where there is nothing.
class RealPicturesTest {
    private static CheckedTiles check(Slide slide, double microns) {
        return CheckedTiles.of(
                slide,
                TilingSpec.of((int) Math.round(128 / microns), microns),
                new ClassicalTissueDetector(),
                Optional.of(QualityLimits.DEFAULT));
    }

    private static QualitySummary summary(Slide slide, double microns) {
        return check(slide, microns).summary().orElseThrow();
    }

    /// Pen as histolab's expectations name it; pixels of level 1 are about 1 µm.
    @ParameterizedTest
    @CsvSource({
        "medium-nuclei-score-green-pen-level1, GREEN_INK, 0.3",
        "very-low-nuclei-score-red-pen-level1, RED_INK, 0.25",
        "high-nuclei-score-red-pen-level1, RED_INK, 0.02",
        "no-tissue-green-pen, GREEN_INK, 0.8",
        "no-tissue-red-pen, RED_INK, 0.2"
    })
    void penIsFoundInItsColour(String picture, Artefact pen, double leastShare) throws IOException {
        Path file = SharedData.require("data/qc-histolab/tiles/" + picture + ".png");
        QualitySummary summary = summary(PixelSlide.of(file, 1.0, 400), 1.0);
        assertThat(summary.share(pen)).isGreaterThan(leastShare);
        for (Artefact other : new Artefact[] {Artefact.GREEN_INK, Artefact.RED_INK, Artefact.BLUE_INK}) {
            if (other != pen) {
                assertThat(summary.share(other)).as("%s", other).isLessThan(0.02);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "qc-histolab/tiles/high-nuclei-score-level0.png, 0.5",
        "qc-histolab/tiles/tissue-level0-4302-10273-4814-10785.png, 0.5",
        "qc-histolab/tiles/medium-nuclei-score-level1-2.png, 1.0",
        "qc-histolab/tiles/low-nuclei-score-level1.png, 1.0",
        "stain-torchstain/source.png, 0.5",
        "stain-torchstain/target.png, 0.5",
        "stain-tiatoolbox/target_image.png, 0.5",
        "tiles-gleason-cedars/test10.jpg, 0.5",
        "tiles-gleason-cedars/test100.jpg, 0.5",
        "tiles-gleason-cedars/test101.jpg, 0.5",
        "tiles-gleason-cedars/test102.jpg, 0.5",
        "tiles-gleason-cedars/test103.jpg, 0.5",
        "tiles-gleason-cedars/test104.jpg, 0.5",
        "tiles-gleason-cedars/test105.jpg, 0.5"
    })
    void tissueWithoutFaultIsLeftAlone(String picture, double microns) throws IOException {
        CheckedTiles tiles = check(PixelSlide.of(SharedData.require("data/" + picture), microns, 400), microns);
        assertThat(tiles.plan().tiles()).isNotEmpty();
        assertThat(tiles.spoilt()).as("%s", tiles.summary()).hasSizeLessThanOrEqualTo((int)
                Math.round(0.02 * tiles.plan().tiles().size()));
        assertThat(tiles.spoilsSlide()).isEmpty();
    }

    @Test
    void aSharpSlideIsInFocus() {
        try (Slide slide = SlideFormats.installed().open(SharedData.cmuSlide())) {
            assertThat(summary(slide, 0.499).share(Artefact.OUT_OF_FOCUS)).isLessThan(0.02);
        }
    }

    /// Standard deviations in µm; one that is blurred throughout has nothing sharp to be compared with.
    @ParameterizedTest
    @ValueSource(doubles = {2, 3, 6})
    void aBlurredSlideIsToBeScannedAgain(double micronsOfBlur) {
        CheckedTiles tiles = check(PixelSlide.of(blurredSlide(micronsOfBlur), 0.499, 0), 0.499);
        assertThat(tiles.summary().orElseThrow().share(Artefact.OUT_OF_FOCUS)).isGreaterThan(0.9);
        assertThat(tiles.spoilsSlide()).contains(Artefact.OUT_OF_FOCUS);
        assertThat(tiles.plan().tiles()).hasSizeLessThan(tiles.spoilt().size() / 4);
    }

    private static BufferedImage blurredSlide(double micronsOfBlur) {
        try (Slide slide = SlideFormats.installed().open(SharedData.cmuSlide());
                PointerScope _ = new PointerScope()) {
            int width = (int) slide.metadata().width();
            int height = (int) slide.metadata().height();
            RgbBuffer pixels = RgbBuffer.onHeap(width, height);
            slide.read(new Region(0, 0, 0, width, height), pixels);
            Mat picture = new Mat(height, width, CV_8UC3);
            picture.data().put(pixels.pixels().toArray(ValueLayout.JAVA_BYTE));
            double sigma = micronsOfBlur / 0.499;
            GaussianBlur(picture, picture, new Size(0, 0), sigma, sigma, BORDER_REFLECT, 0);
            byte[] rgb = new byte[3 * width * height];
            picture.data().get(rgb);
            BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
            for (int i = 0; i < width * height; i++) {
                int value = ((rgb[3 * i] & 255) << 16) | ((rgb[3 * i + 1] & 255) << 8) | (rgb[3 * i + 2] & 255);
                image.setRGB(i % width, i / width, value);
            }
            return image;
        }
    }
}
