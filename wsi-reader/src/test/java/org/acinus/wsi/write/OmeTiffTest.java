package org.acinus.wsi.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.acinus.wsi.Region;
import org.acinus.wsi.RgbBuffer;
import org.acinus.wsi.Slide;
import org.acinus.wsi.jpeg.ChromaSubsampling;
import org.acinus.wsi.openslide.OpenSlideFormat;
import org.acinus.wsi.tiff.TiffExtent;
import org.acinus.wsi.write.encode.TileCompression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class OmeTiffTest {
    @TempDir
    private Path folder;

    private Path write(boolean big, TileCompression compression) throws IOException {
        PyramidSpec spec = new PyramidSpec(256, 4, 300, compression, PyramidLayout.OME_TIFF);
        SequencedMap<String, String> properties = new LinkedHashMap<>();
        properties.put("Filename", "a <wave> & more");
        properties.put("Origin", "a formula");
        PyramidWriter writer = new PyramidWriter(spec, 2);
        Path file = folder.resolve("wave.ome.tif");
        (big ? writer.alwaysBig() : writer)
                .write(
                        new WavePicture(2221, 1303),
                        new SlideDescription(0.499, 20, "written for a test", properties),
                        file,
                        WriteProgress.SILENT);
        return file;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void reducedLevelsAreSubDirectoriesOfTheOnlyPage(boolean big) throws IOException {
        Path file = write(big, new TileCompression.Deflate());
        TiffPeek tiff = new TiffPeek(file);
        assertThat(tiff.isBig()).isEqualTo(big);
        assertThat(tiff.pages()).isEqualTo(1);
        assertThat(tiff.pagesWithSubDirectories()).isEqualTo(3);
        long[][] sizes = {{2221, 1303, 0}, {555, 325, 1}, {138, 81, 1}};
        for (int level = 0; level < sizes.length; level++) {
            assertThat(new long[] {tiff.value(level, 256), tiff.value(level, 257), tiff.value(level, 254)})
                    .containsExactly(sizes[level]);
        }
        new TiffExtent().requireComplete(file);
    }

    @Test
    void descriptionIsXmlThatSaysSizeSpacingAndObjective() throws Exception {
        String text = new TiffPeek(write(false, new TileCompression.Deflate())).text(0, 270);
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        Document xml =
                factory.newDocumentBuilder().parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)));
        Element pixels = (Element) xml.getElementsByTagName("Pixels").item(0);
        assertThat(pixels.getAttribute("SizeX")).isEqualTo("2221");
        assertThat(pixels.getAttribute("SizeY")).isEqualTo("1303");
        assertThat(pixels.getAttribute("PhysicalSizeY")).isEqualTo("0.499");
        // The schema's default is µm.
        assertThat(pixels.hasAttribute("PhysicalSizeYUnit")).isFalse();
        assertThat(((Element) xml.getElementsByTagName("Image").item(0)).getAttribute("Name"))
                .isEqualTo("a <wave> & more");
        assertThat(((Element) xml.getElementsByTagName("Objective").item(0)).getAttribute("NominalMagnification"))
                .isEqualTo("20.0");
    }

    @Test
    void openSlideReadsLevel0WithItsSpacing() throws IOException {
        assumeTrue(
                OpenSlideFormat.library() instanceof OpenSlideFormat.LibraryState.Usable,
                "skipped: no OpenSlide library here");
        Path file = write(false, new TileCompression.Jpeg(90, ChromaSubsampling.C444));
        try (Slide slide = new OpenSlideFormat().open(file)) {
            assertThat(slide.metadata().spacing().known().orElseThrow().xMicrons())
                    .isCloseTo(0.499, within(1e-6));
            RgbBuffer pixels = RgbBuffer.onHeap(100, 100);
            slide.read(new Region(0, 2000, 1100, 100, 100), pixels);
            for (int i = 0; i < 30_000; i += 37) {
                assertThat(Byte.toUnsignedInt(pixels.pixels().get(ValueLayout.JAVA_BYTE, i)))
                        .isCloseTo(WavePicture.value(2000 + i / 3 % 100, 1100 + i / 300, i % 3), within(6));
            }
        }
    }
}
