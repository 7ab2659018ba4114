package org.acinus.wsi.tiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.acinus.wsi.CorruptSlideException;
import org.acinus.wsi.SharedData;
import org.acinus.wsi.TruncatedSlideException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The check against real scanners' files, a TIFF conformance suite and fuzzers' finds.
class SharedSlidesExtentTest {
    @TempDir
    private Path folder;

    private static List<Path> files(String name) throws IOException {
        try (Stream<Path> walk = Files.walk(SharedData.require("data/" + name))) {
            return walk.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wsi-openslide-cmu",
                "wsi-openslide-python",
                "wsi-slideio",
                "wsi-large-image",
                "wsi-pathml",
                "qupath-test-images",
                "ome-tiff-tiledb",
                "tiff-libvips",
                "tiff-conformance-image-tiff"
            })
    void wholeFilesPass(String name) throws IOException {
        List<Path> files = files(name);
        assertThat(files).isNotEmpty();
        for (Path file : files) {
            assertThatCode(() -> new TiffExtent().requireComplete(file))
                    .as(file.toString())
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hostile-image-tiff", "hostile-pillow"})
    void fuzzersFindsAreJudgedAtOnce(String name) throws IOException {
        for (Path file : files(name)) {
            assertTimeoutPreemptively(Duration.ofSeconds(1), () -> {
                try {
                    new TiffExtent().requireComplete(file);
                } catch (TruncatedSlideException | CorruptSlideException refusal) {
                    assertThat(refusal).hasMessageStartingWith(String.valueOf(file.getFileName()));
                }
            });
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.25, 0.5, 0.75, 0.99, 1})
    void cutSlideIsCalledTruncated(double share) throws IOException {
        for (String name : List.of(
                "wsi-openslide-cmu/CMU-1-Small-Region.svs",
                "wsi-slideio/test3-DAPI-2-(387).ndpi",
                "wsi-openslide-python/boxes.tiff",
                "wsi-pathml/small_HE_levels.tiff")) {
            byte[] whole = Files.readAllBytes(SharedData.require("data/" + name));
            int length = (int) Math.min(whole.length - 1, share * whole.length);
            Path cut = Files.write(folder.resolve(Path.of(name).getFileName()), Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> new TiffExtent().requireComplete(cut))
                    .as(name + " at " + length + " of " + whole.length + " bytes")
                    .isInstanceOf(TruncatedSlideException.class);
        }
    }

    @Test
    void noByteOfAnAperioSlideCanBeMissing() throws IOException {
        Path file = Files.copy(SharedData.require("data/wsi-openslide-python/small.svs"), folder.resolve("small.svs"));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (long length = channel.size() - 1; length >= 4; length--) {
                channel.truncate(length);
                assertThatThrownBy(() -> new TiffExtent().requireComplete(file))
                        .isInstanceOf(TruncatedSlideException.class);
            }
        }
    }
}
