package org.acinus.wsi.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import org.acinus.wsi.Region;
import org.acinus.wsi.RgbBuffer;
import org.acinus.wsi.Slide;
import org.acinus.wsi.SlideFormats;
import org.acinus.wsi.jpeg.ChromaSubsampling;
import org.acinus.wsi.metadata.PixelSpacing;
import org.acinus.wsi.metadata.PyramidLevel;
import org.acinus.wsi.metadata.SpacingSource;
import org.acinus.wsi.openslide.OpenSlideFormat;
import org.acinus.wsi.tiff.TiffExtent;
import org.acinus.wsi.write.container.TiffFileWriter;
import org.acinus.wsi.write.container.TiffTags;
import org.acinus.wsi.write.encode.JpegEngine;
import org.acinus.wsi.write.encode.TileCompression;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PyramidWriterTest {
    private static final TileCompression LOSSLESS = new TileCompression.Deflate();

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("wave.svs");
    }

    private static PyramidSpec spec(TileCompression compression) {
        return new PyramidSpec(256, 4, 300, compression);
    }

    private static SlideDescription description() {
        SequencedMap<String, String> properties = new LinkedHashMap<>();
        properties.put("ScanScope ID", "SYNTHETIC");
        return new SlideDescription(0.499, 20, "written for a test", properties);
    }

    private TiffPeek write(PixelSource source, TileCompression compression) throws IOException {
        new PyramidWriter(spec(compression), 2).write(source, description(), file, WriteProgress.SILENT);
        return new TiffPeek(file);
    }

    @Test
    void pagesAreLevel0ThumbnailAndReducedLevelsOfTheirFormula() throws IOException {
        TiffPeek tiff = write(new WavePicture(2221, 1303), LOSSLESS);
        assertThat(tiff.isBig()).isFalse();
        assertThat(tiff.pages()).isEqualTo(4);
        assertThat(size(tiff, 0)).containsExactly(2221, 1303);
        // The second level has 555 px, fewer than a thumbnail may have.
        assertThat(size(tiff, 1)).containsExactly(555, 325);
        assertThat(size(tiff, 2)).containsExactly(555, 325);
        assertThat(size(tiff, 3)).containsExactly(138, 81);
        assertThat(tiff.values(0, 324)).hasSize(9 * 6);
        assertThat(tiff.values(2, 324)).hasSize(3 * 2);
        assertThat(tiff.values(1, 322)).as("the thumbnail has strips, no tiles").isEmpty();
    }

    private static long[] size(TiffPeek tiff, int page) {
        return new long[] {tiff.value(page, 256), tiff.value(page, 257)};
    }

    @Test
    void deflateKeepsEveryPixelAndEdgeTilesRepeatTheirLastPixels() throws IOException, DataFormatException {
        TiffPeek tiff = write(new WavePicture(600, 300), LOSSLESS);
        for (int tile = 0; tile < 6; tile++) {
            byte[] pixels = tiff.inflated(0, tile, 3 * 256 * 256);
            for (int i = 0; i < pixels.length; i++) {
                int x = Math.min(599, tile % 3 * 256 + i / 3 % 256);
                int y = Math.min(299, tile / 3 * 256 + i / 3 / 256);
                assertThat(Byte.toUnsignedInt(pixels[i])).isEqualTo(WavePicture.value(x, y, i % 3));
            }
        }
    }

    @Test
    void reducedLevelsAreTheMeanOfTheirPixels() throws IOException, DataFormatException {
        TiffPeek tiff = write(new WavePicture(1300, 1100), LOSSLESS);
        byte[] second = tiff.inflated(2, 0, 3 * 256 * 256);
        byte[] third = tiff.inflated(3, 0, 3 * 256 * 256);
        for (int y = 0; y < 60; y += 7) {
            for (int x = 0; x < 80; x += 3) {
                for (int channel = 0; channel < 3; channel++) {
                    int at = 3 * (256 * y + x) + channel;
                    assertThat((double) Byte.toUnsignedInt(second[at]))
                            .isCloseTo(WavePicture.mean(4L * x, 4L * y, 4, channel), within(0.51));
                    assertThat((double) Byte.toUnsignedInt(third[at]))
                            .as("rounded twice")
                            .isCloseTo(WavePicture.mean(16L * x, 16L * y, 16, channel), within(1.01));
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"C444,1,1", "C422,2,1", "C420,2,2"})
    void jpegTilesDecodeWithTheSharedTables(ChromaSubsampling subsampling, int horizontal, int vertical)
            throws IOException {
        TiffPeek tiff = write(new WavePicture(600, 300), new TileCompression.Jpeg(90, subsampling));
        assertThat(tiff.value(0, 259)).isEqualTo(7);
        assertThat(tiff.value(0, 262)).isEqualTo(6);
        assertThat(tiff.values(0, 530)).containsExactly(horizontal, vertical);
        byte[] tile = tiff.piece(0, 324, 325, 0);
        assertThat(markers(tile)).as("SOF0 and SOS, no tables, no JFIF").containsExactly(0xC0, 0xDA);
        assertThat(tile[2 + 11]).as("sampling factors of luma").isEqualTo((byte) (horizontal << 4 | vertical));
        assertThat(markers(tiff.raw(tiff.values(0, 347)))).containsOnly(0xDB, 0xC4, 0xD9);
        BufferedImage picture = tiff.jpeg(0, 324, 325, 4);
        assertThat(picture.getWidth()).isEqualTo(256);
        for (int y = 0; y < 40; y += 3) {
            for (int x = 0; x < 256; x += 5) {
                int rgb = picture.getRGB(x, y);
                for (int channel = 0; channel < 3; channel++) {
                    assertThat(rgb >> (16 - 8 * channel) & 0xFF)
                            .isCloseTo(WavePicture.value(256 + x, 256 + y, channel), within(8));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(ChromaSubsampling.class)
    void libjpegTurboAndTheJdkWriteTheSamePicture(ChromaSubsampling subsampling) throws IOException {
        assumeTrue(JpegEngine.fastest() == JpegEngine.LIBJPEG_TURBO, "skipped: no libjpeg-turbo here");
        WavePicture wave = new WavePicture(600, 300);
        TiffPeek slow = write(wave, new TileCompression.Jpeg(90, subsampling, JpegEngine.JDK));
        TiffPeek fast = write(wave, new TileCompression.Jpeg(90, subsampling, JpegEngine.LIBJPEG_TURBO));
        assertThat(fast.values(0, 530)).isEqualTo(slow.values(0, 530));
        assertThat(markers(fast.piece(0, 324, 325, 0)))
                .as("SOF0 and SOS, no tables, no JFIF")
                .containsExactly(0xC0, 0xDA);
        for (int tile = 0; tile < 6; tile++) {
            BufferedImage one = slow.jpeg(0, 324, 325, tile);
            BufferedImage other = fast.jpeg(0, 324, 325, tile);
            for (int i = 0; i < 256 * 256; i += 7) {
                for (int shift = 0; shift < 24; shift += 8) {
                    assertThat(other.getRGB(i % 256, i / 256) >> shift & 0xFF)
                            .isCloseTo(one.getRGB(i % 256, i / 256) >> shift & 0xFF, within(8));
                }
            }
        }
    }

    /// Markers of a stream's segments, up to the first scan.
    private static List<Integer> markers(byte[] jpeg) {
        List<Integer> markers = new ArrayList<>();
        int at = 2;
        while (at + 1 < jpeg.length) {
            int marker = jpeg[at + 1] & 0xFF;
            markers.add(marker);
            if (marker == 0xDA || marker == 0xD9) {
                break;
            }
            at += 2 + ((jpeg[at + 2] & 0xFF) << 8 | (jpeg[at + 3] & 0xFF));
        }
        return markers;
    }

    @Test
    void thumbnailStripsShowTheWholeSlide() throws IOException {
        TiffPeek tiff = write(new WavePicture(2400, 1000), new TileCompression.Jpeg(90, ChromaSubsampling.C420));
        assertThat(size(tiff, 1)).containsExactly(600, 250);
        assertThat(tiff.values(1, 273)).hasSize(16);
        BufferedImage last = tiff.jpeg(1, 273, 279, 15);
        assertThat(last.getHeight()).isEqualTo(10);
        assertThat((double) (last.getRGB(300, 5) >> 8 & 0xFF))
                .isCloseTo(WavePicture.mean(1200, 980, 4, 1), within(10.0));
    }

    @Test
    void descriptionHasAperiosForm() throws IOException {
        TiffPeek tiff = write(new WavePicture(2221, 1303), new TileCompression.Jpeg(75, ChromaSubsampling.C422));
        assertThat(tiff.text(0, 270))
                .isEqualTo("Aperio Image Library format, written for a test\r\n2221x1303 [0,0 2221x1303] (256x256)"
                        + " JPEG/YCC Q=75|AppMag = 20|MPP = 0.4990|ScanScope ID = SYNTHETIC"
                        + "|OriginalWidth = 2221|OriginalHeight = 1303");
        assertThat(tiff.text(3, 270)).endsWith(" -> 138x81").doesNotContain("|");
    }

    @Test
    void bytesDoNotDependOnTheNumberOfThreads() throws IOException {
        PyramidSpec spec = spec(new TileCompression.Jpeg(75, ChromaSubsampling.C420));
        new PyramidWriter(spec, 1).write(new WavePicture(900, 700), description(), file, WriteProgress.SILENT);
        Path other = folder.resolve("other.svs");
        new PyramidWriter(spec, 3).write(new WavePicture(900, 700), description(), other, WriteProgress.SILENT);
        assertThat(other).hasSameBinaryContentAs(file);
    }

    @ParameterizedTest
    @CsvSource({"35000,36000,true", "33000,33000,false"})
    void losslessSlidesBeyondAClassicFileArePlannedAsBigTiff(long width, long height, boolean big) {
        PyramidSpec spec = spec(LOSSLESS);
        assertThat(PyramidWriter.mayPassFourGigabytes(LevelPlan.of(width, height, spec), spec))
                .isEqualTo(big);
    }

    @Test
    void bigTiffHasItsOffsetsInSixtyFourBits() throws IOException {
        try (TiffFileWriter big = TiffFileWriter.create(file, true)) {
            long at = big.append(new byte[] {1, 2, 3});
            TiffTags page =
                    new TiffTags(true).offsets(TiffTags.TILE_OFFSETS, at, 20).number(256, 77);
            big.finish(List.of(page.text(TiffTags.IMAGE_DESCRIPTION, "nine long"), new TiffTags(true)));
        }
        TiffPeek tiff = new TiffPeek(file);
        assertThat(tiff.isBig()).isTrue();
        assertThat(tiff.pages()).isEqualTo(2);
        assertThat(tiff.values(0, 324)).containsExactly(16, 20);
        assertThat(tiff.value(0, 256)).isEqualTo(77);
        assertThat(tiff.text(0, 270)).isEqualTo("nine long");
        new TiffExtent().requireComplete(file);
    }

    @Test
    void failureHalfWayLeavesNothingBehind() throws IOException {
        Files.writeString(file, "the file of before");
        assertThatThrownBy(() -> write(new FaultySource(600, 1200, 700), LOSSLESS))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no pixels at row 768");
        assertThat(file).hasContent("the file of before");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void progressEndsAtTheNumberOfTiles() throws IOException {
        List<Long> seen = new ArrayList<>();
        new PyramidWriter(spec(LOSSLESS), 1).write(new WavePicture(600, 600), description(), file, (done, total) -> {
            assertThat(total).isEqualTo(9 + 1);
            seen.add(done);
        });
        assertThat(seen).isSorted().endsWith(10L);
    }

    @Test
    void slideSmallerThanATileHasOneLevelAndIsWhole() throws IOException {
        TiffPeek tiff = write(new WavePicture(37, 3), LOSSLESS);
        assertThat(tiff.pages()).isEqualTo(2);
        new TiffExtent().requireComplete(file);
    }

    @ParameterizedTest
    @EnumSource(ChromaSubsampling.class)
    void openSlideReadsItAsAnAperioSlide(ChromaSubsampling subsampling) throws IOException {
        assumeTrue(
                OpenSlideFormat.library() instanceof OpenSlideFormat.LibraryState.Usable,
                "skipped: no OpenSlide library here");
        write(new WavePicture(2221, 1303), new TileCompression.Jpeg(90, subsampling));
        try (Slide slide = SlideFormats.installed().open(file)) {
            assertThat(slide.metadata().format()).isEqualTo("aperio");
            assertThat(slide.metadata().levels())
                    .extracting(PyramidLevel::width, PyramidLevel::height)
                    .containsExactly(tuple(2221L, 1303L), tuple(555L, 325L), tuple(138L, 81L));
            assertThat(slide.metadata().spacing().known())
                    .contains(new PixelSpacing(0.499, 0.499, SpacingSource.VENDOR));
            assertThat(slide.metadata().objective()).hasValue(20);
            assertThat(slide.metadata().associatedImages()).containsExactly("thumbnail");
            RgbBuffer pixels = RgbBuffer.onHeap(200, 200);
            slide.read(new Region(0, 2000, 1100, 200, 200), pixels);
            byte[] rgb = pixels.pixels().toArray(ValueLayout.JAVA_BYTE);
            for (int i = 0; i < rgb.length; i += 37) {
                assertThat(Byte.toUnsignedInt(rgb[i]))
                        .isCloseTo(WavePicture.value(2000 + i / 3 % 200, 1100 + i / 600, i % 3), within(8));
            }
        }
    }

    /// Has no pixels from a row on.
    private record FaultySource(long width, long height, long firstMissingRow) implements PixelSource {
        @Override
        public void read(long x, long y, RgbBuffer into) {
            if (y >= firstMissingRow) {
                throw new IllegalStateException("no pixels at row " + y);
            }
        }
    }
}
