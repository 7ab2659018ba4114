package org.acinus.wsi.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.acinus.wsi.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlideHashTest {
    @TempDir
    private Path folder;

    /// The test vector of FIPS 180-2 for "abc".
    @Test
    void aSlideOfOneFileHasTheHashOfItsBytes() throws IOException {
        Path file = Files.writeString(folder.resolve("a.svs"), "abc");
        assertThat(SlideHash.of(file)).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void aSlideOfManyFilesChangesWithEachOfThem() throws IOException {
        Path slide = Files.writeString(folder.resolve("s.mrxs"), "index");
        Path data = Files.createDirectories(folder.resolve("s")).resolve("Data0000.dat");
        Files.writeString(data, "one");
        String before = SlideHash.of(slide);
        Files.writeString(data, "two");
        assertThat(SlideHash.of(slide)).isNotEqualTo(before);
        Files.writeString(data, "one");
        assertThat(SlideHash.of(slide)).isEqualTo(before);
    }

    @Test
    void theFilesOfADicomSeriesChangeItsHash() throws IOException {
        Path first = SharedData.require("data/wsi-openslide-python/boxes_0.dcm");
        Path slide = Files.copy(first, folder.resolve("boxes_0.dcm"));
        String alone = SlideHash.of(slide);
        Files.copy(SharedData.require("data/wsi-highdicom-sm/sm_image.dcm"), folder.resolve("another-series.dcm"));
        assertThat(SlideHash.of(slide)).isEqualTo(alone);
        Path thumbnail = Files.copy(first.resolveSibling("boxes_1.dcm"), folder.resolve("boxes_1.dcm"));
        assertThat(SlideFiles.companions(slide)).containsExactly(thumbnail);
        assertThat(SlideHash.of(slide)).isNotEqualTo(alone);
    }

    @Test
    void companionsAreOnlyFilesOfTheSlidesOwnFolder() throws IOException {
        Path key = Files.writeString(
                folder.resolve("s.vms"),
                "[Virtual Microscope Specimen]\nImageFile=a.jpg\nMapFile=../b.jpg\nMacro=c.jpg\n");
        Path image = Files.writeString(folder.resolve("a.jpg"), "a");
        Files.writeString(folder.resolveSibling("b.jpg"), "b");
        assertThat(SlideFiles.companions(key)).containsExactly(image);
        Path vsi = Files.writeString(folder.resolve("x.vsi"), "II");
        Path tiles = Files.writeString(
                Files.createDirectories(folder.resolve("_x_/stack1")).resolve("frame_t.ets"), "ets");
        assertThat(SlideFiles.companions(vsi)).containsExactly(tiles);
    }
}
