package org.acinus.wsi.openslide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import org.acinus.wsi.Region;
import org.acinus.wsi.RgbBuffer;
import org.acinus.wsi.Slide;
import org.acinus.wsi.SlideFormats;
import org.acinus.wsi.metadata.Bounds;
import org.acinus.wsi.metadata.PixelSpacing;
import org.acinus.wsi.metadata.SpacingFinding;
import org.acinus.wsi.metadata.SpacingSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Slides of which only a part of the canvas was scanned, drawn by formula in the formats of two vendors.
class BoundsTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void needsTheLibrary() {
        assumeTrue(
                OpenSlideFormat.library() instanceof OpenSlideFormat.LibraryState.Usable,
                "skipped: OpenSlide's library is not in the cache; ./check fetches it");
    }

    private static Slide open(Path file) {
        return SlideFormats.installed().only(OpenSlideFormat.NAME).open(file);
    }

    @Test
    void mrxsIsDescribedWithItsBoundsAndSpacing() throws IOException {
        try (Slide slide = open(MrxsSketch.write(folder, "drawn"))) {
            assertThat(slide.metadata().format()).isEqualTo("mirax");
            assertThat(slide.metadata().width()).isEqualTo(640);
            assertThat(slide.metadata().height()).isEqualTo(512);
            assertThat(slide.metadata().levels())
                    .extracting(level -> level.downsample())
                    .containsExactly(1.0, 2.0);
            assertThat(slide.metadata().bounds()).isEqualTo(new Bounds(128, 128, 384, 256));
            assertThat(slide.metadata().objective()).hasValue(40);
            assertThat(slide.metadata().spacing())
                    .isEqualTo(new SpacingFinding.Known(
                            new PixelSpacing(MrxsSketch.SPACING, MrxsSketch.SPACING, SpacingSource.VENDOR)));
            assertThat(slide.metadata().toString()).doesNotContain(MrxsSketch.CANARY, "2003", "0123456789ABCDEF");
        }
    }

    @Test
    void mrxsPixelsAreTheFormulaInsideItsBoundsAndTheSlidesBackgroundOutside() throws IOException {
        try (Slide slide = open(MrxsSketch.write(folder, "drawn"))) {
            for (int level = 0; level < 2; level++) {
                int step = 1 << level;
                int width = 640 / step + 20;
                int height = 512 / step + 20;
                RgbBuffer pixels = RgbBuffer.onHeap(width, height);
                slide.read(new Region(level, -10L * step, -10L * step, width, height), pixels);
                for (int y = 0; y < height; y++) {
                    for (int x = 0; x < width; x++) {
                        long x0 = (x - 10L) * step;
                        long y0 = (y - 10L) * step;
                        boolean scanned = x0 >= 128 && x0 < 512 && y0 >= 128 && y0 < 384;
                        int expected = scanned ? MrxsSketch.rgb(x0, y0) : MrxsSketch.BACKGROUND;
                        assertThat(rgb(pixels, x, y))
                                .as("level %d, (%d, %d)", level, x0, y0)
                                .isEqualTo(expected);
                    }
                }
            }
        }
    }

    @Test
    void scnIsDescribedWithItsBoundsAndSpacing() throws IOException {
        try (Slide slide = open(ScnSketch.write(folder.resolve("drawn.scn")))) {
            assertThat(slide.metadata().format()).isEqualTo("leica");
            assertThat(slide.metadata().width()).isEqualTo(ScnSketch.WIDTH);
            assertThat(slide.metadata().height()).isEqualTo(ScnSketch.HEIGHT);
            assertThat(slide.metadata().levels())
                    .extracting(level -> level.downsample())
                    .containsExactly(1.0, 4.0);
            assertThat(slide.metadata().bounds()).isEqualTo(new Bounds(600, 400, 512, 384));
            assertThat(slide.metadata().objective()).hasValue(20);
            assertThat(slide.metadata().spacing())
                    .isEqualTo(new SpacingFinding.Known(new PixelSpacing(0.5, 0.5, SpacingSource.VENDOR)));
            assertThat(slide.metadata().associatedImages()).containsExactly("macro");
            assertThat(slide.metadata().toString()).doesNotContain(ScnSketch.CANARY, "2003");
        }
    }

    @Test
    void scnPixelsAreTheFormulaInsideItsBoundsAndWhiteOutside() throws IOException {
        try (Slide slide = open(ScnSketch.write(folder.resolve("drawn.scn")))) {
            for (int level = 0; level < 2; level++) {
                int step = level == 0 ? 1 : ScnSketch.STEP;
                int width = ScnSketch.SCAN_WIDTH / step + 20;
                int height = ScnSketch.SCAN_HEIGHT / step + 20;
                RgbBuffer pixels = RgbBuffer.onHeap(width, height);
                long left = ScnSketch.LEFT - 10L * step;
                long top = ScnSketch.TOP - 10L * step;
                slide.read(new Region(level, left, top, width, height), pixels);
                for (int y = 0; y < height; y++) {
                    for (int x = 0; x < width; x++) {
                        boolean scanned = x >= 10 && y >= 10 && x < width - 10 && y < height - 10;
                        int expected =
                                scanned ? MrxsSketch.rgb(left + (long) x * step, top + (long) y * step) : 0xFFFFFF;
                        assertThat(rgb(pixels, x, y))
                                .as("level %d, (%d, %d)", level, x, y)
                                .isEqualTo(expected);
                    }
                }
            }
        }
    }

    private static int rgb(RgbBuffer pixels, int x, int y) {
        long at = 3L * (y * pixels.width() + x);
        return (pixels.pixels().get(ValueLayout.JAVA_BYTE, at) & 255) << 16
                | (pixels.pixels().get(ValueLayout.JAVA_BYTE, at + 1) & 255) << 8
                | (pixels.pixels().get(ValueLayout.JAVA_BYTE, at + 2) & 255);
    }
}
