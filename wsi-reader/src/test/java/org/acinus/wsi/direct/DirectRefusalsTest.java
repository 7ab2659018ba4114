package org.acinus.wsi.direct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.acinus.wsi.CorruptSlideException;
import org.acinus.wsi.DrawnSlides;
import org.acinus.wsi.Recognition;
import org.acinus.wsi.SharedData;
import org.acinus.wsi.Slide;
import org.acinus.wsi.SlideFormats;
import org.acinus.wsi.UnsupportedSlideException;
import org.acinus.wsi.jpeg.JpegLibrary;
import org.acinus.wsi.tiff.TiffTag;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is beyond the direct reader, it leaves to others and says why.
class DirectRefusalsTest {
    @TempDir
    private static Path folder;

    private static Path drawn;

    @BeforeAll
    static void draw() throws IOException {
        drawn = DrawnSlides.deflateSvs(folder.resolve("drawn.svs"));
    }

    private static String refusal(Path file) {
        Recognition recognition = new DirectFormat().recognise(file);
        assertThat(recognition).isInstanceOf(Recognition.NotMine.class);
        return ((Recognition.NotMine) recognition).reason();
    }

    private static Path jpeg() throws IOException {
        assumeTrue(JpegLibrary.get() instanceof JpegLibrary.Usable, "skipped: libjpeg-turbo is not on this machine");
        return DrawnSlides.jpegSvs(folder.resolve("jpeg.svs"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "wsi-large-image/test_orient1.tif                       | 1 sample a pixel",
                "wsi-large-image/small_la.tiff                          | 2 samples a pixel",
                "wsi-large-image/rgb_geotiff.tiff                       | not in tiles",
                "wsi-large-image/grey10kx5k.tif                         | not in tiles",
                "wsi-pathml/small_vectra.qptiff                         | not in tiles",
                "tiff-conformance-image-tiff/images_tiled-cmyk-i8.tif   | 4 samples a pixel",
                "tiff-conformance-image-tiff/images_tiled-gray-i1.tif   | 1 sample a pixel",
                "tiff-conformance-image-tiff/images_tiled-oversize-gray-i8.tif | 1 sample a pixel",
                "tiff-conformance-image-tiff/geotiff_usda_naip_256_webp_z3.tif | 4 samples a pixel",
                "tiff-libvips/ojpeg-tile.tif                            | ",
                "wsi-openslide-python/unopenable.tiff                   | compression 52479",
                "wsi-openslide-python/boxes_0.dcm                       | no TIFF",
                "wsi-slideio/test3-DAPI-2-(387).ndpi                    | Hamamatsu"
            })
    void othersFilesAreRefusedWithTheReason(String name, String reason) {
        Path file = SharedData.require("data/" + name);
        assertThat(refusal(file)).contains(reason == null ? "" : reason);
        assertThatThrownBy(() -> new DirectFormat().open(file)).isInstanceOf(UnsupportedSlideException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "274 | 3 | orientation",
                "284 | 2 | plane of its own",
                "258 | 16 | no 8-bit samples",
                "277 | 4 | 4 samples",
                "262 | 6 | not stored in RGB",
                "262 | 1 | not stored in RGB",
                "259 | 33005 | compression 33005",
                "256 | 0 | absurd",
                "322 | 0 | absurd"
            })
    void aSlideInAnotherFormIsRefusedWithTheReason(int tag, long value, String reason) throws IOException {
        assertThat(refusal(PatchedSlide.withTag(withTag(tag), tag, value))).contains(reason);
    }

    /// The writer leaves some tags to their defaults: another one, which no reader needs, takes their place.
    private static Path withTag(int tag) throws IOException {
        return tag == TiffTag.ORIENTATION ? PatchedSlide.withTagRenamed(drawn, TiffTag.NEW_SUBFILE_TYPE, tag) : drawn;
    }

    @Test
    void greyJpegIsRefused() throws IOException {
        assertThat(refusal(PatchedSlide.withTag(jpeg(), TiffTag.PHOTOMETRIC, 1)))
                .contains("neither RGB nor YCbCr");
    }

    @Test
    void oldStyleJpegIsRefused() throws IOException {
        Path old = PatchedSlide.withTag(jpeg(), TiffTag.COMPRESSION, 6);
        assertThat(refusal(old)).contains("not stored in RGB");
    }

    /// OpenSlide scales finer levels into such holes, in a way of its own.
    @Test
    void anAperioSlideWithTilesThatWereNeverWrittenIsRefused() throws IOException {
        assertThat(refusal(PatchedSlide.withValue(drawn, TiffTag.TILE_BYTE_COUNTS, 3, 0)))
                .contains("1 tiles of directory 0 were never written");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MedScan ", "Philips "})
    void vendorsKnownByTheirSoftwareAreRefused(String software) throws IOException {
        Path generic = PatchedSlide.withText(drawn, "Aperio", "Xperio");
        Path renamed = PatchedSlide.withTagRenamed(generic, TiffTag.IMAGE_DESCRIPTION, TiffTag.SOFTWARE);
        assertThat(refusal(PatchedSlide.withText(renamed, "Xperio I", software)))
                .contains("OpenSlide knows better");
    }

    @ParameterizedTest
    @CsvSource({
        "SizeC=\"3\", SizeC=\"2\", SizeC 2",
        "SizeZ=\"1\", SizeZ=\"5\", SizeZ 5",
        "SizeT=\"1\", SizeT=\"2\", SizeT 2",
        "\"uint8\", \"int16\", Type int16",
        "</OME>, </OMO>, well-formed"
    })
    void anOmeTiffOfMoreThanOneRgbPlaneIsRefused(String text, String other, String reason) throws IOException {
        Path ome = DrawnSlides.omeTiff(folder.resolve("drawn.ome.tif"));
        assertThat(new DirectFormat().recognise(ome)).isInstanceOf(Recognition.Recognised.class);
        assertThat(refusal(PatchedSlide.withText(ome, text, other))).contains(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "II", "not a TIFF at all", "II*\0"})
    void otherFilesAreNotMine(String content) throws IOException {
        assertThat(refusal(Files.writeString(folder.resolve("other.svs"), content)))
                .isNotBlank();
    }

    /// Another reader would open it and show glass, or fail at every tile.
    @Test
    void aBrokenSlideOfItsOwnIsItsOwn() throws IOException {
        Path broken = PatchedSlide.withValue(jpeg(), TiffTag.JPEG_TABLES, 0, 0x01020304);
        assertThat(new DirectFormat().recognise(broken)).isInstanceOf(Recognition.Recognised.class);
        assertThatThrownBy(() -> SlideFormats.installed().open(broken))
                .isInstanceOf(CorruptSlideException.class)
                .hasMessageContaining("JPEG tables");
    }

    @Test
    void theFirstReaderThatKnowsTheFileIsRecorded() throws IOException {
        try (Slide slide = SlideFormats.installed().open(drawn)) {
            assertThat(slide.metadata().reader()).isEqualTo(DirectFormat.NAME);
        }
    }
}
