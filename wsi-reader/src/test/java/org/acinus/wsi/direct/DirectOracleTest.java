package org.acinus.wsi.direct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Random;
import org.acinus.wsi.DrawnSlides;
import org.acinus.wsi.Region;
import org.acinus.wsi.RgbBuffer;
import org.acinus.wsi.SharedData;
import org.acinus.wsi.Slide;
import org.acinus.wsi.SlideFormats;
import org.acinus.wsi.jpeg.ChromaSubsampling;
import org.acinus.wsi.jpeg.JpegLibrary;
import org.acinus.wsi.metadata.PyramidLevel;
import org.acinus.wsi.metadata.SlideMetadata;
import org.acinus.wsi.openslide.OpenSlideFormat;
import org.acinus.wsi.tiff.TiffTag;
import org.acinus.wsi.write.PyramidLayout;
import org.acinus.wsi.write.PyramidSpec;
import org.acinus.wsi.write.PyramidWriter;
import org.acinus.wsi.write.SlideDescription;
import org.acinus.wsi.write.WavePicture;
import org.acinus.wsi.write.WriteProgress;
import org.acinus.wsi.write.encode.TileCompression;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What OpenSlide says of a file and shows of it, the direct reader does too, bit for bit.
class DirectOracleTest {
    private static final int REGIONS = 80;
    private static final int LARGEST = 600;

    @TempDir
    private Path folder;

    @BeforeEach
    void needsBoth() {
        assumeTrue(
                OpenSlideFormat.library() instanceof OpenSlideFormat.LibraryState.Usable
                        && JpegLibrary.get() instanceof JpegLibrary.Usable,
                "skipped: OpenSlide or libjpeg-turbo is not on this machine; ./check fetches them");
    }

    private static Slide open(String reader, Path file) {
        return SlideFormats.installed().only(reader).open(file);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wsi-openslide-cmu/CMU-1-Small-Region.svs",
                "wsi-openslide-python/small.svs",
                "wsi-openslide-python/boxes.tiff",
                "wsi-pathml/small_HE_levels.tiff",
                "tiff-conformance-image-tiff/images_quad-tile.jpg.tiff",
                "tiff-conformance-image-tiff/images_tiled-jpeg-rgb-u8.tif",
                "tiff-conformance-image-tiff/images_tiled-rect-rgb-u8.tif",
                "tiff-conformance-image-tiff/images_tiled-rgb-u8.tif"
            })
    void sharedFilesAreTheSame(String name) {
        requireSame(SharedData.require("data/" + name));
    }

    @ParameterizedTest
    @EnumSource
    void jpegOfEverySubsamplingIsTheSame(ChromaSubsampling subsampling) throws IOException {
        PyramidSpec spec = new PyramidSpec(256, 4, 200, new TileCompression.Jpeg(75, subsampling));
        requireSame(write(new PyramidWriter(spec, 2), 1800, 1300));
    }

    @ParameterizedTest
    @CsvSource({"240, 2", "512, 4", "16, 4", "96, 2"})
    void tilesOfEverySizeAreTheSame(int tilePixels, int step) throws IOException {
        TileCompression jpeg = new TileCompression.Jpeg(80, ChromaSubsampling.C420);
        requireSame(write(new PyramidWriter(new PyramidSpec(tilePixels, step, 100, jpeg), 2), 1024, 720));
    }

    @Test
    void bigTiffIsTheSame() throws IOException {
        PyramidSpec spec = new PyramidSpec(256, 2, 200, new TileCompression.Jpeg(75, ChromaSubsampling.C422));
        requireSame(write(new PyramidWriter(spec, 2).alwaysBig(), 1024, 512));
    }

    @Test
    void losslessIsTheSame() throws IOException {
        requireSame(write(new PyramidWriter(new PyramidSpec(256, 4, 100, new TileCompression.Deflate()), 2), 999, 777));
    }

    /// A column and two more tiles that were never written, in a file of no particular vendor.
    @Test
    void whatWasLeftOutIsTheSame() throws IOException {
        Path file = DrawnSlides.jpegSvs(folder.resolve("drawn.svs"));
        file = PatchedSlide.withText(file, "Aperio", "Xperio");
        for (int tile : new int[] {0, 6, 12, 18, 24, 8, 9}) {
            file = PatchedSlide.withValue(file, TiffTag.TILE_BYTE_COUNTS, tile, 0);
            file = PatchedSlide.withValue(file, TiffTag.TILE_OFFSETS, tile, 0);
        }
        requireSame(file);
    }

    /// OpenSlide sees level 0 of an OME-TIFF alone; the formula knows the rest.
    @Test
    void levelZeroOfAnOmeTiffIsTheSame() throws IOException {
        TileCompression jpeg = new TileCompression.Jpeg(75, ChromaSubsampling.C420);
        PyramidSpec spec = new PyramidSpec(256, 2, 200, jpeg, PyramidLayout.OME_TIFF);
        Path file = write(new PyramidWriter(spec, 2), 1024, 768);
        try (Slide expected = open("openslide", file);
                Slide actual = open("direct", file)) {
            assertThat(expected.metadata().levels()).hasSize(1);
            assertThat(actual.metadata().levels().size()).isGreaterThan(2);
            assertThat(actual.metadata().format()).isEqualTo("ome-tiff");
            requireSamePixels(expected, actual, 0);
        }
    }

    private Path write(PyramidWriter writer, long width, long height) throws IOException {
        Path file = folder.resolve("written.svs");
        SlideDescription description = new SlideDescription(0.2521, 40, "oracle", new LinkedHashMap<>());
        writer.write(new WavePicture(width, height), description, file, WriteProgress.SILENT);
        return file;
    }

    private static void requireSame(Path file) {
        try (Slide expected = open("openslide", file);
                Slide actual = open("direct", file)) {
            assertThat(asOpenSlides(actual.metadata())).isEqualTo(expected.metadata());
            assertThat(actual.iccProfile().map(HexFormat.of()::formatHex))
                    .isEqualTo(expected.iccProfile().map(HexFormat.of()::formatHex));
            for (PyramidLevel level : expected.metadata().levels()) {
                requireSamePixels(expected, actual, level.index());
            }
        }
    }

    private static SlideMetadata asOpenSlides(SlideMetadata metadata) {
        return new SlideMetadata(
                metadata.format(),
                OpenSlideFormat.NAME,
                metadata.levels(),
                metadata.spacing(),
                metadata.objective(),
                metadata.bounds(),
                metadata.associatedImages(),
                metadata.properties(),
                metadata.icc());
    }

    /// All of the level, and regions over its edges, outside of it and anywhere, none of which begins between two
    /// pixels: there OpenSlide interpolates.
    private static void requireSamePixels(Slide expected, Slide actual, int index) {
        PyramidLevel level = expected.metadata().levels().get(index);
        requireSamePixels(expected, actual, new Region(index, 0, 0, (int) level.width(), (int) level.height()));
        Random random = new Random(index);
        int compared = 0;
        while (compared < REGIONS) {
            long x = random.nextLong(-LARGEST, level.width() + LARGEST);
            long y = random.nextLong(-LARGEST, level.height() + LARGEST);
            Region region = new Region(
                    index,
                    level.originOf(x),
                    level.originOf(y),
                    random.nextInt(1, LARGEST),
                    random.nextInt(1, LARGEST));
            if (isWhole(level, Math.max(0, x)) && isWhole(level, Math.max(0, y))) {
                requireSamePixels(expected, actual, region);
            }
            compared++;
        }
    }

    private static boolean isWhole(PyramidLevel level, long pixel) {
        return Math.abs(level.originOf(pixel) - pixel * level.downsample()) < 1e-6;
    }

    private static void requireSamePixels(Slide expected, Slide actual, Region region) {
        RgbBuffer first = RgbBuffer.onHeap(region.width(), region.height());
        RgbBuffer second = RgbBuffer.onHeap(region.width(), region.height());
        second.pixels().fill((byte) 0x5A);
        expected.read(region, first);
        actual.read(region, second);
        long at = MemorySegment.mismatch(
                first.pixels(),
                0,
                first.pixels().byteSize(),
                second.pixels(),
                0,
                second.pixels().byteSize());
        assertThat(at).as("first byte that differs in %s", region).isEqualTo(-1);
    }
}
