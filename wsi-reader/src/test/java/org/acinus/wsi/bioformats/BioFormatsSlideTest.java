package org.acinus.wsi.bioformats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.acinus.wsi.NotBrightfieldException;
import org.acinus.wsi.Recognition;
import org.acinus.wsi.SharedData;
import org.acinus.wsi.Slide;
import org.acinus.wsi.SlideFormats;
import org.acinus.wsi.UnsupportedSlideException;
import org.acinus.wsi.metadata.PixelSpacing;
import org.acinus.wsi.metadata.SpacingFinding;
import org.acinus.wsi.metadata.SpacingSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BioFormatsSlideTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void needsTheJar() {
        assumeTrue(
                BioFormatsFormat.library() instanceof BioFormatsFormat.LibraryState.Usable,
                "skipped: Bio-Formats is not in the cache; ./check fetches it");
    }

    private static SlideFormats bioformats() {
        return SlideFormats.installed().only(BioFormatsFormat.NAME);
    }

    @Test
    void cmuSlideIsDescribedAsItsPublisherDoes() {
        try (Slide slide = bioformats().open(SharedData.cmuSlide())) {
            assertThat(slide.metadata().reader()).isEqualTo("bioformats");
            assertThat(slide.metadata().format()).isEqualTo("Aperio SVS");
            assertThat(slide.metadata().width()).isEqualTo(2220);
            assertThat(slide.metadata().height()).isEqualTo(2967);
            assertThat(slide.metadata().levels()).hasSize(1);
            assertThat(slide.metadata().objective()).hasValue(20);
            assertThat(slide.metadata().spacing())
                    .isEqualTo(new SpacingFinding.Known(new PixelSpacing(0.499, 0.499, SpacingSource.VENDOR)));
            assertThat(slide.metadata().associatedImages()).containsExactlyInAnyOrder("label", "macro");
            assertThat(slide.metadata().properties()).isEmpty();
        }
    }

    @Test
    void resolutionsOfOneImageAreLevels() {
        Path ndpi = SharedData.require("data/wsi-slideio/test3-DAPI-2-(387).ndpi");
        try (Slide slide = bioformats().open(ndpi)) {
            assertThat(slide.metadata().width()).isEqualTo(3968);
            assertThat(slide.metadata().levels())
                    .extracting(level -> level.downsample())
                    .startsWith(1.0, 2.0, 4.0, 8.0);
            assertThat(slide.metadata().spacing().known().orElseThrow().xMicrons())
                    .isCloseTo(0.2281750559, within(1e-9));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    data/wsi-pathml/small_vectra.qptiff                | 3 separate channels, as of fluorescence
                    data/ome-tiff-tiledb/multi-channel.ome.tif         | an image of int8 samples
                    data/ome-tiff-tiledb/rand_uint16.ome.tiff          | an image of uint16 samples
                    data/qupath-test-images/cells-2c.ome.tif           | 2 separate channels
                    data/qupath-test-images/cells-2t.ome.tif           | a series of 2 time points
                    data/qupath-test-images/cells-2z.ome.tif           | a stack of 2 focal planes
                    data/tiff-libvips/multi-channel-z-series.ome.tif   | a stack of 5 focal planes
                    """)
    void whatIsNoRgbBrightfieldSlideIsRefusedWithTheReason(String file, String reason) {
        Path path = SharedData.require(file);
        assertThatThrownBy(() -> bioformats().open(path))
                .isInstanceOf(NotBrightfieldException.class)
                .hasMessageContaining(path.getFileName().toString())
                .hasMessageContaining(reason);
    }

    @Test
    void filesOutsideTheAllowListAreNotItsOwn() {
        for (String file : new String[] {
            "data/wsi-openslide-python/boxes.tiff", "data/wsi-pathml/smalltif.tif", "data/qupath-test-images/cells.jpg"
        }) {
            Path path = SharedData.require(file);
            assertThatThrownBy(() -> bioformats().open(path)).isInstanceOf(UnsupportedSlideException.class);
        }
    }

    /// The DOCTYPE names a file by an entity; nobody may so much as look at it.
    @Test
    void aDescriptionWithADoctypeIsRefusedUnread() throws IOException {
        Path slide = DescribedTiff.write(
                folder.resolve("bad.ome.tif"),
                "<?xml version=\"1.0\"?><!DOCTYPE OME [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><OME>&x;</OME>");
        assertThat(new BioFormatsFormat().recognise(slide))
                .isInstanceOfSatisfying(
                        Recognition.NotMine.class,
                        answer -> assertThat(answer.reason()).contains("DOCTYPE"));
        assertThatThrownBy(() -> new BioFormatsFormat().open(slide)).hasMessageContaining("DOCTYPE");
    }

    @Test
    void aDoctypeInTwoByteCharactersOrInAPrivateTagOrAcrossPiecesIsFound() throws IOException {
        String doctype = "<!DoCtYpE OME SYSTEM \"http://127.0.0.1/x\">";
        Path wide = DescribedTiff.write(folder.resolve("wide.tif"), doctype.getBytes(StandardCharsets.UTF_16LE), 270);
        Path hidden =
                DescribedTiff.write(folder.resolve("hidden.tif"), doctype.getBytes(StandardCharsets.UTF_8), 65_421);
        String long64k = " ".repeat((1 << 16) - 4);
        Path split = DescribedTiff.write(folder.resolve("split.tif"), long64k + doctype);
        for (Path file : new Path[] {wide, hidden, split}) {
            assertThat(DoctypeGuard.refusal(file))
                    .as(file.toString())
                    .hasValueSatisfying(reason -> assertThat(reason).contains("DOCTYPE"));
        }
    }

    @Test
    void annotationsBesideASlideAreSearchedToo() throws IOException {
        Path slide = DescribedTiff.write(folder.resolve("a.qptiff"), "plain");
        assertThat(DoctypeGuard.refusal(slide)).isEmpty();
        Files.writeString(folder.resolve("a_annotations.xml"), "<?xml version=\"1.0\"?><!DOCTYPE a><a/>");
        assertThat(DoctypeGuard.refusal(slide))
                .hasValueSatisfying(reason -> assertThat(reason).contains("DOCTYPE"));
    }

    @Test
    void cziFilesAreSearchedWhole() throws IOException {
        Path file = Files.writeString(folder.resolve("a.czi"), "ZISRAWFILE" + "\0".repeat(3_000_000) + "<!DOCTYPE a>");
        assertThat(DoctypeGuard.refusal(file))
                .hasValueSatisfying(reason -> assertThat(reason).contains("DOCTYPE"));
    }

    @Test
    void memoAndLeicaProjectFilesAreNeverOpened() throws IOException {
        for (String name : new String[] {".a.svs.bfmemo", "a.XLEF"}) {
            Path file = Files.writeString(folder.resolve(name), "II*\0");
            assertThat(DoctypeGuard.refusal(file))
                    .hasValueSatisfying(reason -> assertThat(reason).contains("never opened"));
        }
    }

    /// Were the guard to miss one, Bio-Formats' parser is the JDK's and the launcher's flags forbid it a DOCTYPE:
    /// the same file is known without one and unknown with one.
    @Test
    void theParserThatBioFormatsFindsDeniesADoctypeToo() throws Exception {
        String ome = """
                <OME xmlns="http://www.openmicroscopy.org/Schemas/OME/2016-06"><Image ID="Image:0">
                <Pixels ID="Pixels:0" DimensionOrder="XYCZT" Type="uint8" SizeX="4" SizeY="4" SizeZ="1" SizeC="3" SizeT="1">
                <Channel ID="Channel:0:0" SamplesPerPixel="3"/><TiffData/></Pixels></Image></OME>""";
        Path good = DescribedTiff.write(folder.resolve("good.ome.tif"), "<?xml version=\"1.0\"?>" + ome);
        Path bad = DescribedTiff.write(
                folder.resolve("bad.ome.tif"), "<?xml version=\"1.0\"?><!DOCTYPE OME [<!ENTITY x \"y\">]>" + ome);
        assertThat(BioFormatsReader.recognise(functions(), good)).contains("OME-TIFF");
        assertThat(BioFormatsReader.recognise(functions(), bad)).isEmpty();
    }

    @Test
    void nothingOfTheJarIsVisibleOutside() {
        assertThat(functions()).isNotNull();
        assertThatThrownBy(() -> Class.forName("loci.formats.ImageReader")).isInstanceOf(ClassNotFoundException.class);
        assertThat(javax.xml.parsers.DocumentBuilderFactory.newInstance()
                        .getClass()
                        .getName())
                .startsWith("com.sun.org.apache.xerces.internal");
        assertThat(org.slf4j.LoggerFactory.getILoggerFactory().getClass().getName())
                .doesNotContain("logback");
    }

    private static BioFormatsFunctions functions() {
        return switch (BioFormatsLibrary.get()) {
            case BioFormatsLibrary.Loaded loaded -> loaded.functions();
            case BioFormatsLibrary.Missing missing -> throw new AssertionError(missing.reason());
        };
    }
}
