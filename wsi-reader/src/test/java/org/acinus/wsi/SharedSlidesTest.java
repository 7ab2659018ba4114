package org.acinus.wsi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.acinus.wsi.bioformats.BioFormatsFormat;
import org.acinus.wsi.openslide.OpenSlideFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What becomes of each slide-like file beside the project when it is opened and its first pixels are read:
/// who reads it, or the kind of refusal and words of its reason.
class SharedSlidesTest {
    @BeforeEach
    void needsEveryReader() {
        assumeTrue(
                OpenSlideFormat.library() instanceof OpenSlideFormat.LibraryState.Usable
                        && BioFormatsFormat.library() instanceof BioFormatsFormat.LibraryState.Usable,
                "skipped: OpenSlide or Bio-Formats is not in the cache; ./check fetches them");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    wsi-openslide-cmu/CMU-1-Small-Region.svs        | opens           | aperio
                    wsi-openslide-python/small.svs                  | opens           | aperio
                    wsi-openslide-python/unreadable.svs             | UnreadableRegion | unreadable.svs
                    wsi-openslide-python/unopenable.tiff            | UnsupportedSlide | 52479
                    wsi-openslide-python/boxes.tiff                 | opens           | generic-tiff
                    wsi-openslide-python/boxes_0.dcm                | opens           | dicom
                    wsi-pathml/small_HE_levels.tiff                 | opens           | generic-tiff
                    wsi-pathml/small_vectra.qptiff                  | NotBrightfield  | 3 separate channels
                    wsi-pathml/smalltif.tif                         | UnsupportedSlide | no slide
                    wsi-slideio/test3-DAPI-2-(387).ndpi             | opens           | hamamatsu
                    wsi-highdicom-sm/sm_image.dcm                   | opens           | dicom
                    wsi-highdicom-sm/sm_image_grayscale.dcm         | NotBrightfield  | BitsAllocated value 16
                    wsi-highdicom-sm/sm_image_jpegls.dcm            | UnsupportedSlide | transfer syntax
                    wsi-highdicom-sm/seg_image_sm_control.dcm       | UnsupportedSlide | no slide
                    wsi-highdicom-sm/sm_annotations.dcm             | UnsupportedSlide | no slide
                    wsi-large-image/grey10kx5k.tif                  | UnsupportedSlide | no slide
                    wsi-large-image/rgb_geotiff.tiff                | UnsupportedSlide | no slide
                    wsi-large-image/test_orient0.tif                | UnsupportedSlide | orientation 0
                    wsi-large-image/test_orient1.tif                | opens           | generic-tiff
                    wsi-large-image/test_orient2.tif                | UnsupportedSlide | orientation 2
                    wsi-large-image/test_orient3.tif                | UnsupportedSlide | orientation 3
                    wsi-large-image/test_orient4.tif                | UnsupportedSlide | orientation 4
                    wsi-large-image/test_orient5.tif                | UnsupportedSlide | orientation 5
                    wsi-large-image/test_orient6.tif                | UnsupportedSlide | orientation 6
                    wsi-large-image/test_orient7.tif                | UnsupportedSlide | orientation 7
                    wsi-large-image/test_orient8.tif                | UnsupportedSlide | orientation 8
                    ome-tiff-tiledb/multi-channel.ome.tif           | NotBrightfield  | int8
                    ome-tiff-tiledb/rand_uint16.ome.tiff            | NotBrightfield  | uint16
                    tiff-libvips/multi-channel-z-series.ome.tif     | NotBrightfield  | 5 focal planes
                    tiff-libvips/dicom_test_image.dcm               | UnsupportedSlide | no slide
                    tiff-libvips/ojpeg-tile.tif                     | UnsupportedSlide | no slide
                    tiff-libvips/sample.tif                         | UnsupportedSlide | no slide
                    qupath-test-images/cells.ome.tif                | opens           | OME-TIFF
                    qupath-test-images/cells-2c.ome.tif             | NotBrightfield  | 2 separate channels
                    qupath-test-images/cells-2t.ome.tif             | NotBrightfield  | 2 time points
                    qupath-test-images/cells-2z.ome.tif             | NotBrightfield  | 2 focal planes
                    qupath-test-images/cells.tif                    | UnsupportedSlide | no slide
                    """)
    void isReadOrRefusedAsStated(String file, String outcome, String words) {
        Path path = SharedData.require("data/" + file);
        String actual = outcome(path);
        assertThat(actual).startsWith(outcome).contains(words);
        assertThat(actual).as("where it lies is nobody's business").doesNotContain(path.toString());
    }

    private static String outcome(Path file) {
        try (Slide slide = SlideFormats.installed().open(file)) {
            slide.read(new Region(0, 0, 0, 8, 8), RgbBuffer.onHeap(8, 8));
            return "opens " + slide.metadata().format();
        } catch (SlideException refused) {
            return refused.getClass().getSimpleName() + " " + refused.getMessage();
        }
    }
}
