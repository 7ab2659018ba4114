package org.acinus.wsi.openslide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.acinus.wsi.Region;
import org.acinus.wsi.RgbBuffer;
import org.acinus.wsi.SharedData;
import org.acinus.wsi.Slide;
import org.acinus.wsi.SlideFormats;
import org.acinus.wsi.UnreadableRegionException;
import org.acinus.wsi.UnsupportedSlideException;
import org.acinus.wsi.metadata.PixelSpacing;
import org.acinus.wsi.metadata.SpacingFinding;
import org.acinus.wsi.metadata.SpacingSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class OpenSlideSlideTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void needsTheLibrary() {
        assumeTrue(
                OpenSlideFormat.library() instanceof OpenSlideFormat.LibraryState.Usable,
                "skipped: OpenSlide's library is not in the cache; ./check fetches it");
    }

    private static Slide open(String relative) {
        return SlideFormats.installed().only(OpenSlideFormat.NAME).open(SharedData.require(relative));
    }

    @Test
    void cmuSlideIsDescribedAsItsPublisherDoes() {
        try (Slide slide = open("data/wsi-openslide-cmu/CMU-1-Small-Region.svs")) {
            assertThat(slide.metadata().format()).isEqualTo("aperio");
            assertThat(slide.metadata().width()).isEqualTo(2220);
            assertThat(slide.metadata().height()).isEqualTo(2967);
            assertThat(slide.metadata().levels()).hasSize(1);
            assertThat(slide.metadata().objective()).hasValue(20);
            assertThat(slide.metadata().spacing())
                    .isEqualTo(new SpacingFinding.Known(new PixelSpacing(0.499, 0.499, SpacingSource.VENDOR)));
            assertThat(slide.metadata().associatedImages()).containsExactlyInAnyOrder("label", "macro", "thumbnail");
        }
    }

    /// The published quickhash tells that it is the very slide.
    @Test
    void cmuSlideHasThePublishedQuickhash() {
        try (Slide slide = open("data/wsi-openslide-cmu/CMU-1-Small-Region.svs")) {
            assertThat(slide.metadata().properties())
                    .containsEntry(
                            "openslide.quickhash-1",
                            "6335ea0e6cc54c2cba64bb265d3c713a50cd84484924e3a9c109558c13521d5c");
        }
    }

    /// The hash of all pixels was computed with libjpeg-turbo from another program.
    @Test
    void cmuPixelsAreThoseOfAnotherDecoder() throws Exception {
        try (Slide slide = open("data/wsi-openslide-cmu/CMU-1-Small-Region.svs")) {
            RgbBuffer pixels = RgbBuffer.onHeap(2220, 2967);
            slide.read(new Region(0, 0, 0, 2220, 2967), pixels);
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            byte[] digest = sha256.digest(pixels.pixels().toArray(ValueLayout.JAVA_BYTE));
            assertThat(HexFormat.of().formatHex(digest))
                    .isEqualTo("0f88f63efc00700c336792997f8c49b0029795cf461d311343296682fac152bf");
        }
    }

    @Test
    void boxesAreExactlyThePictureTheyWereMadeFrom() throws IOException {
        Path picture = SharedData.require("data/wsi-openslide-python/boxes.png");
        var expected = ImageIO.read(picture.toFile());
        try (Slide slide = open("data/wsi-openslide-python/boxes.tiff")) {
            RgbBuffer pixels = RgbBuffer.onHeap(300, 250);
            slide.read(new Region(0, 0, 0, 300, 250), pixels);
            for (int y = 0; y < 250; y++) {
                for (int x = 0; x < 300; x++) {
                    assertThat(rgb(pixels, x, y)).isEqualTo(expected.getRGB(x, y) & 0xFFFFFF);
                }
            }
        }
    }

    @Test
    void printResolutionIsAnImplausibleSpacing() {
        try (Slide slide = open("data/wsi-openslide-python/boxes.tiff")) {
            assertThat(slide.metadata().spacing()).isInstanceOfSatisfying(SpacingFinding.Implausible.class, claim -> {
                assertThat(claim.claimed().xMicrons()).isCloseTo(25_400.0 / 72, within(1e-3));
                assertThat(claim.claimed().source()).isEqualTo(SpacingSource.TIFF_RESOLUTION);
            });
        }
    }

    @Test
    void pixelsOutsideTheSlideAreBackground() {
        try (Slide slide = open("data/wsi-openslide-cmu/CMU-1-Small-Region.svs")) {
            RgbBuffer pixels = RgbBuffer.onHeap(8, 8);
            slide.read(new Region(0, -100, -100, 8, 8), pixels);
            assertThat(rgb(pixels, 3, 3)).isEqualTo(0xFFFFFF);
        }
    }

    @Test
    void aReadStartsAtTheNearestPixelOfItsLevel() {
        try (Slide slide = open("data/wsi-openslide-python/boxes.tiff")) {
            RgbBuffer at48 = RgbBuffer.onHeap(20, 20);
            RgbBuffer at47 = RgbBuffer.onHeap(20, 20);
            RgbBuffer at50 = RgbBuffer.onHeap(20, 20);
            slide.read(new Region(1, 48, 48, 20, 20), at48);
            slide.read(new Region(1, 47, 48, 20, 20), at47);
            slide.read(new Region(1, 50, 48, 20, 20), at50);
            // 47 / 2 is half way; rint goes to the even 24, which is level-0 pixel 48. 50 is the next level pixel.
            assertThat(at47.pixels().mismatch(at48.pixels())).isEqualTo(-1);
            assertThat(rgb(at50, 0, 0)).isEqualTo(rgb(at48, 1, 0));
        }
    }

    @Test
    void anUndecodableSlideOpensButFailsAtTheRead() {
        try (Slide slide = open("data/wsi-openslide-python/unreadable.svs")) {
            RgbBuffer pixels = RgbBuffer.onHeap(16, 16);
            assertThatThrownBy(() -> slide.read(new Region(0, 0, 0, 16, 16), pixels))
                    .isInstanceOf(UnreadableRegionException.class)
                    .hasMessageContaining("unreadable.svs")
                    .hasMessageContaining("Bogus marker length");
        }
    }

    @Test
    void anUnsupportedCompressionIsNamed() {
        Path file = SharedData.require("data/wsi-openslide-python/unopenable.tiff");
        assertThatThrownBy(() ->
                        SlideFormats.installed().only(OpenSlideFormat.NAME).open(file))
                .isInstanceOf(UnsupportedSlideException.class)
                .hasMessageContaining("52479");
    }

    @Test
    void textAndEmptyFilesAreNoSlides() throws IOException {
        Path text = Files.writeString(folder.resolve("note.svs"), "not a slide");
        Path empty = Files.createFile(folder.resolve("empty.svs"));
        for (Path file : List.of(text, empty)) {
            assertThatThrownBy(() ->
                            SlideFormats.installed().only(OpenSlideFormat.NAME).open(file))
                    .isInstanceOf(UnsupportedSlideException.class)
                    .hasMessageContaining(file.getFileName().toString());
        }
    }

    /// The file holds all of these words in its ImageDescription; the scanner's serial and the date identify.
    @Test
    void identifyingPropertiesNeverLeaveTheReader() throws IOException {
        Path file = SharedData.cmuSlide();
        String raw;
        try (InputStream in = Files.newInputStream(file)) {
            raw = new String(in.readAllBytes(), java.nio.charset.StandardCharsets.ISO_8859_1);
        }
        List<String> canaries = List.of("CPAPERIOCS", "12/29/09", "ScanScope ID");
        assertThat(raw).contains(canaries);
        try (Slide slide = SlideFormats.installed().only(OpenSlideFormat.NAME).open(file)) {
            for (Map.Entry<String, String> property :
                    slide.metadata().properties().entrySet()) {
                assertThat(canaries).noneMatch(property.toString()::contains);
            }
        }
    }

    @Test
    void aClosedSlideRefusesToRead() {
        Slide slide = open("data/wsi-openslide-cmu/CMU-1-Small-Region.svs");
        slide.close();
        slide.close();
        assertThatThrownBy(() -> slide.read(new Region(0, 0, 0, 8, 8), RgbBuffer.onHeap(8, 8)))
                .isInstanceOf(IllegalStateException.class);
    }

    private static org.assertj.core.data.Offset<Double> within(double tolerance) {
        return org.assertj.core.data.Offset.offset(tolerance);
    }

    private static int rgb(RgbBuffer pixels, int x, int y) {
        long at = 3L * (y * pixels.width() + x);
        return (pixels.pixels().get(ValueLayout.JAVA_BYTE, at) & 255) << 16
                | (pixels.pixels().get(ValueLayout.JAVA_BYTE, at + 1) & 255) << 8
                | (pixels.pixels().get(ValueLayout.JAVA_BYTE, at + 2) & 255);
    }

    /// OpenSlide opens every name beside a DICOM slide, and would wait at a pipe for ever.
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aPipeBesideADicomSlideIsRefused() throws Exception {
        Path slide =
                Files.copy(SharedData.require("data/wsi-openslide-python/boxes_0.dcm"), folder.resolve("boxes_0.dcm"));
        SlideFormats formats = SlideFormats.installed().only(OpenSlideFormat.NAME);
        formats.open(slide).close();
        assertThat(new ProcessBuilder("mkfifo", folder.resolve("pipe").toString())
                        .start()
                        .waitFor())
                .isZero();
        assertThatThrownBy(() -> formats.open(slide))
                .isInstanceOf(UnsupportedSlideException.class)
                .hasMessageContaining("boxes_0.dcm lies beside a pipe")
                .hasMessageContaining("another folder");
    }
}
