package org.acinus.wsi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import org.acinus.wsi.bioformats.BioFormatsFormat;
import org.acinus.wsi.metadata.PyramidLevel;
import org.acinus.wsi.openslide.OpenSlideFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The same file through two readers gives the same metadata and, bit for bit, the same pixels.
class ReaderOracleTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void needsBoth() {
        assumeTrue(
                OpenSlideFormat.library() instanceof OpenSlideFormat.LibraryState.Usable
                        && BioFormatsFormat.library() instanceof BioFormatsFormat.LibraryState.Usable,
                "skipped: OpenSlide or Bio-Formats is not in the cache; ./check fetches them");
    }

    @Test
    void losslessPixelsAreTheSameAtEveryLevel() throws IOException {
        Path file = DrawnSlides.deflateSvs(folder.resolve("drawn.svs"));
        try (Slide one = open("openslide", file);
                Slide two = open("bioformats", file)) {
            // Where a slide has no label and macro, Bio-Formats takes its last level for one of them.
            assertThat(one.metadata().levels())
                    .startsWith(two.metadata().levels().toArray(PyramidLevel[]::new))
                    .hasSize(two.metadata().levels().size() + 1);
            assertThat(two.metadata().spacing()).isEqualTo(one.metadata().spacing());
            for (PyramidLevel level : two.metadata().levels()) {
                assertThat(greatestDifference(one, two, level))
                        .as("level %s", level)
                        .isZero();
            }
        }
    }

    /// libjpeg-turbo in OpenSlide, the JDK's libjpeg in Bio-Formats: their integer transforms are the same.
    @Test
    void aRealSlidesJpegPixelsAreTheSame() {
        Path file = SharedData.cmuSlide();
        try (Slide one = open("openslide", file);
                Slide two = open("bioformats", file)) {
            assertThat(two.metadata().levels()).isEqualTo(one.metadata().levels());
            assertThat(two.metadata().spacing()).isEqualTo(one.metadata().spacing());
            assertThat(two.metadata().objective()).isEqualTo(one.metadata().objective());
            assertThat(greatestDifference(one, two, one.metadata().levels().getFirst()))
                    .isZero();
        }
    }

    /// Colour at half the width and height, which both bring back to full size by the same triangle filter.
    @Test
    void subsampledJpegPixelsAreTheSame() throws IOException {
        Path file = DrawnSlides.jpegSvs(folder.resolve("drawn.svs"));
        try (Slide one = open("openslide", file);
                Slide two = open("bioformats", file)) {
            assertThat(greatestDifference(one, two, one.metadata().levels().getFirst()))
                    .isZero();
        }
    }

    private static Slide open(String reader, Path file) {
        return SlideFormats.installed().only(reader).open(file);
    }

    /// Of any channel of any pixel of a level.
    private static int greatestDifference(Slide one, Slide two, PyramidLevel level) {
        Region all = new Region(level.index(), 0, 0, (int) level.width(), (int) level.height());
        byte[] a = pixels(one, all);
        byte[] b = pixels(two, all);
        int greatest = 0;
        for (int i = 0; i < a.length; i++) {
            greatest = Math.max(greatest, Math.abs((a[i] & 255) - (b[i] & 255)));
        }
        return greatest;
    }

    private static byte[] pixels(Slide slide, Region region) {
        RgbBuffer buffer = RgbBuffer.onHeap(region.width(), region.height());
        slide.read(region, buffer);
        return buffer.pixels().toArray(ValueLayout.JAVA_BYTE);
    }
}
