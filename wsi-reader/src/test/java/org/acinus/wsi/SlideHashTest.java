package org.acinus.wsi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
