package org.acinus.wsi.tiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.acinus.wsi.CorruptSlideException;
import org.acinus.wsi.TruncatedSlideException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TiffIndexTest {
    @TempDir
    private Path folder;

    @FunctionalInterface
    private interface Question<T> {
        T ask(TiffIndex index) throws IOException;
    }

    private static <T> T ask(Path file, Question<T> question) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            return question.ask(TiffIndex.read(channel, "sketch.tif").orElseThrow());
        }
    }

    private static TiffDirectory first(TiffIndex index) {
        return index.directories().getFirst();
    }

    @ParameterizedTest
    @CsvSource({"false,false", "false,true", "true,false", "true,true"})
    void numbersAreReadInBothByteOrdersAndWidths(boolean bigEndian, boolean big) throws IOException {
        Path file = new TiffSketch(600, bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN, big)
                .first(200)
                .directory(200, 300, TiffTag.IMAGE_WIDTH, 1, 4711)
                .directory(300, 0, TiffTag.IMAGE_WIDTH, 1, 42)
                .in(folder);
        List<Long> widths = ask(
                file,
                index -> List.of(
                        index.directories().get(0).number(TiffTag.IMAGE_WIDTH, 0),
                        index.directories().get(1).number(TiffTag.IMAGE_WIDTH, 0)));
        assertThat(widths).containsExactly(4711L, 42L);
    }

    @Test
    void childrenBelongToTheirParentAndAreNoMainDirectories() throws IOException {
        Path file = TiffSketch.classic(600)
                .first(100)
                .directory(100, 0, TiffTag.SUB_DIRECTORIES, 2, 140)
                .array(140, 200, 300)
                .directory(200, 0, TiffTag.IMAGE_WIDTH, 1, 20)
                .directory(300, 0, TiffTag.IMAGE_WIDTH, 1, 10)
                .in(folder);
        int main = ask(file, index -> index.directories().size());
        assertThat(main).isEqualTo(1);
        List<Long> widths = ask(file, index -> {
            List<TiffDirectory> children = index.children(first(index));
            return List.of(
                    children.get(0).number(TiffTag.IMAGE_WIDTH, 0),
                    children.get(1).number(TiffTag.IMAGE_WIDTH, 0));
        });
        assertThat(widths).containsExactly(20L, 10L);
    }

    @Test
    void aDirectoryThatIsItsOwnDescendantIsReadOnce() throws IOException {
        Path file = TiffSketch.classic(300)
                .first(100)
                .directory(100, 0, TiffTag.SUB_DIRECTORIES, 1, 100)
                .in(folder);
        int children = ask(file, index -> index.children(first(index)).size());
        assertThat(children).isZero();
    }

    @Test
    void subDirectoriesOfSubDirectoriesEndSomewhere() throws IOException {
        TiffSketch sketch = TiffSketch.classic(4000).first(100);
        for (int i = 0; i < 40; i++) {
            sketch.directory(100 + 40 * i, 0, TiffTag.SUB_DIRECTORIES, 1, 140 + 40L * i);
        }
        Path file = sketch.in(folder);
        assertThatThrownBy(() -> ask(file, TiffIndex::directories))
                .isInstanceOf(CorruptSlideException.class)
                .hasMessageContaining("within one another");
    }

    @Test
    void moreDirectoriesThanAnySlideHasAreCorrupt() throws IOException {
        int directories = 70_000;
        TiffSketch sketch = TiffSketch.classic(8 + 6 * directories + 6).first(8);
        for (int i = 0; i < directories; i++) {
            sketch.directory(8 + 6 * i, 8 + 6 * (i + 1L));
        }
        Path file = sketch.in(folder);
        assertThatThrownBy(() -> ask(file, TiffIndex::directories))
                .isInstanceOf(CorruptSlideException.class)
                .hasMessageContaining("more than 65535 directories");
    }

    @Test
    void moreTagsThanADirectoryMayHaveAreCorrupt() throws IOException {
        Path file = TiffSketch.classic(100_000).first(8).array(8, 5000).in(folder);
        assertThatThrownBy(() -> ask(file, TiffIndex::directories))
                .isInstanceOf(CorruptSlideException.class)
                .hasMessageContaining("5000 tags");
    }

    @Test
    void textBeyondTheEndIsTruncated() throws IOException {
        Path file = TiffSketch.classic(1000)
                .first(8)
                .directory(8, 0, TiffTag.IMAGE_DESCRIPTION, 300, 200)
                .in(folder);
        assertThatThrownBy(() -> ask(file, TiffIndex::directories))
                .isInstanceOf(TruncatedSlideException.class)
                .hasMessageContaining("tag 270 of directory 0");
    }

    @Test
    void tagsOfAnotherTypeThanNumbersAreNamed() throws IOException {
        Path file = TiffSketch.classic(300)
                .first(8)
                .directory(8, 0, TiffTag.IMAGE_WIDTH, 1, 100)
                .typed(8, 0, 12)
                .in(folder);
        assertThatThrownBy(() -> ask(file, index -> first(index).number(TiffTag.IMAGE_WIDTH)))
                .isInstanceOf(CorruptSlideException.class)
                .hasMessageContaining("tag 256 of directory 0")
                .hasMessageContaining("unsigned integers");
    }

    @Test
    void claimsOfTooManyBytesAreRefusedBeforeAnythingIsReserved() throws IOException {
        Path file = TiffSketch.classic(5000)
                .first(8)
                .directory(8, 0, TiffTag.ICC_PROFILE, 4000, 500)
                .typed(8, 0, 7)
                .in(folder);
        assertThat(ask(file, index -> first(index).octets(TiffTag.ICC_PROFILE, 4000))
                        .orElseThrow())
                .hasSize(4000);
        assertThatThrownBy(() -> ask(file, index -> first(index).octets(TiffTag.ICC_PROFILE, 3999)))
                .isInstanceOf(CorruptSlideException.class)
                .hasMessageContaining("4000 bytes");
    }

    private TiffSketch tiles(long... offsets) {
        return TiffSketch.classic(2000)
                .first(8)
                .directory(8, 0, TiffTag.TILE_OFFSETS, 3, 200, TiffTag.TILE_BYTE_COUNTS, 3, 300)
                .array(200, offsets);
    }

    @Test
    void aTileTableTellsWhatWasLeftOut() throws IOException {
        Path file = tiles(1000, 0, 1500).array(300, 40, 0, 0).in(folder);
        TileTable table = ask(file, index -> first(index).tiles(3));
        assertThat(table.offset(0)).isEqualTo(1000);
        assertThat(table.bytes(0)).isEqualTo(40);
        assertThat(table.isLeftOut(0)).isFalse();
        assertThat(table.isLeftOut(1)).isTrue();
        assertThat(table.isLeftOut(2)).as("has a place but no bytes").isFalse();
        assertThat(table.withoutBytes()).isEqualTo(2);
    }

    @Test
    void aTileTableMustBeLongEnough() throws IOException {
        Path file = tiles(1000, 1100, 1200).array(300, 40, 40, 40).in(folder);
        assertThatThrownBy(() -> ask(file, index -> first(index).tiles(4)))
                .isInstanceOf(CorruptSlideException.class)
                .hasMessageContaining("lists 3 tiles where its image has 4");
    }

    @ParameterizedTest
    @ValueSource(longs = {1990, 1L << 31})
    void aTileBeyondTheEndIsNamed(long offset) throws IOException {
        Path file = tiles(1000, offset, 1200).array(300, 40, 40, 40).in(folder);
        assertThatThrownBy(() -> ask(file, index -> first(index).tiles(3)))
                .isInstanceOf(TruncatedSlideException.class)
                .hasMessageContaining("tile 1 of directory 0");
    }

    @Test
    void anImageWhoseTileTableIsTooShortIsCorruptBeforeAnyReaderOpensIt() throws IOException {
        Path file = TiffSketch.classic(2000)
                .first(8)
                .directory(
                        8,
                        0,
                        TiffTag.IMAGE_WIDTH,
                        1,
                        100,
                        TiffTag.IMAGE_LENGTH,
                        1,
                        100,
                        TiffTag.COMPRESSION,
                        1,
                        8,
                        TiffTag.TILE_WIDTH,
                        1,
                        32,
                        TiffTag.TILE_LENGTH,
                        1,
                        32,
                        TiffTag.TILE_OFFSETS,
                        3,
                        200,
                        TiffTag.TILE_BYTE_COUNTS,
                        3,
                        300)
                .array(200, 1000, 1100, 1200)
                .array(300, 40, 40, 40)
                .in(folder);
        assertThatThrownBy(() -> ask(file, index -> {
                    index.requirePieces();
                    return index;
                }))
                .isInstanceOf(CorruptSlideException.class)
                .hasMessageContaining("lists 3 tiles where its image has 16");
    }
}
