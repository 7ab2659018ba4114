package org.acinus.wsi.tiff;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.acinus.wsi.CorruptSlideException;
import org.acinus.wsi.TruncatedSlideException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TiffExtentTest {
    private static final long TILE_OFFSETS = 324;
    private static final long TILE_BYTE_COUNTS = 325;
    private static final long NDPI_DIRECTORY = 5L << 30;

    @TempDir
    private Path folder;

    private static void check(Path file) {
        new TiffExtent().requireComplete(file);
    }

    /// Directory at 200, values at 300, two tiles of which the second ends at byte 1000.
    private static TiffSketch twoTiles(ByteOrder order, boolean big) {
        return new TiffSketch(1000, order, big)
                .first(200)
                .directory(200, 0, TILE_OFFSETS, 2, 300, TILE_BYTE_COUNTS, 2, 316)
                .array(300, 500, 900)
                .array(316, 400, 100);
    }

    @ParameterizedTest
    @CsvSource({"false,false", "false,true", "true,false", "true,true"})
    void lastByteOfTheLastTileMustBeThere(boolean bigEndian, boolean big) throws IOException {
        TiffSketch sketch = twoTiles(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN, big);
        assertThatCode(() -> check(sketch.in(folder))).doesNotThrowAnyException();
        assertThatThrownBy(() -> check(sketch.in(folder, 999)))
                .isInstanceOf(TruncatedSlideException.class)
                .hasMessageContaining("reaches to byte 1000, but the file has only 999 bytes (1 missing)");
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 7, 100, 201, 230, 305, 320, 600})
    void fileCutAnywhereIsTruncated(int length) throws IOException {
        Path file = twoTiles(ByteOrder.LITTLE_ENDIAN, false).in(folder, length);
        assertThatThrownBy(() -> check(file)).isInstanceOf(TruncatedSlideException.class);
    }

    @Test
    void fileWhoseFirstDirectoryWasNeverWrittenIsTruncated() throws IOException {
        Path file = TiffSketch.classic(500).first(0).in(folder);
        assertThatThrownBy(() -> check(file))
                .isInstanceOf(TruncatedSlideException.class)
                .hasMessageContaining("never finished");
    }

    @Test
    void tilesThatTheScannerLeftOutAreNotMissed() throws IOException {
        Path file = TiffSketch.classic(400)
                .first(200)
                .directory(200, 0, TILE_OFFSETS, 2, 300, TILE_BYTE_COUNTS, 2, 308)
                .array(300, 0, 4_000_000)
                .array(308, 77, 0)
                .in(folder);
        assertThatCode(() -> check(file)).doesNotThrowAnyException();
    }

    @Test
    void stripsOfTheThumbnailCountToo() throws IOException {
        Path file = TiffSketch.classic(400)
                .first(200)
                .directory(200, 300, TILE_OFFSETS, 1, 16, TILE_BYTE_COUNTS, 1, 10)
                .directory(300, 0, 273, 1, 390, 279, 1, 11)
                .in(folder);
        assertThatThrownBy(() -> check(file))
                .isInstanceOf(TruncatedSlideException.class)
                .hasMessageContaining("strip of directory 1");
    }

    @Test
    void subDirectoriesAreFollowedOnce() throws IOException {
        TiffSketch sketch = TiffSketch.classic(500).first(200).directory(200, 0, 330, 2, 240);
        Path whole = sketch.array(240, 300, 200).directory(300, 0).in(folder);
        assertThatCode(() -> check(whole)).doesNotThrowAnyException();
        Path cut = sketch.array(240, 300, 4000).in(folder);
        assertThatThrownBy(() -> check(cut))
                .isInstanceOf(TruncatedSlideException.class)
                .hasMessageContaining("sub-directory at byte 4000");
    }

    @Test
    void directoriesThatFormALoopAreCorrupt() throws IOException {
        Path file = TiffSketch.classic(500)
                .first(200)
                .directory(200, 300)
                .directory(300, 200)
                .in(folder);
        assertThatThrownBy(() -> check(file))
                .isInstanceOf(CorruptSlideException.class)
                .hasMessageContaining("loop");
    }

    @Test
    void countsBeyondAnyFileAreCorrupt() throws IOException {
        Path entries = new TiffSketch(500, ByteOrder.LITTLE_ENDIAN, true)
                .first(200)
                .array(200, Long.MAX_VALUE)
                .in(folder);
        assertThatThrownBy(() -> check(entries)).isInstanceOf(CorruptSlideException.class);
        Path values = new TiffSketch(500, ByteOrder.LITTLE_ENDIAN, true)
                .first(200)
                .directory(200, 0, TILE_OFFSETS, Long.MAX_VALUE / 4, 300, TILE_BYTE_COUNTS, 1, 1)
                .in(folder);
        assertThatThrownBy(() -> check(values)).isInstanceOf(CorruptSlideException.class);
        Path sum = new TiffSketch(500, ByteOrder.LITTLE_ENDIAN, true)
                .first(200)
                .directory(200, 0, TILE_OFFSETS, 1, Long.MAX_VALUE, TILE_BYTE_COUNTS, 1, Long.MAX_VALUE)
                .in(folder);
        assertThatThrownBy(() -> check(sum)).isInstanceOf(CorruptSlideException.class);
    }

    /// 300 directories that each name the same 160 kB of offsets: reading all would take 300 times the file.
    @Test
    void overlappingDirectoriesCannotMultiplyTheWork() throws IOException {
        TiffSketch sketch = TiffSketch.classic(200_000).first(8);
        for (int i = 0; i < 300; i++) {
            int at = 8 + 30 * i;
            sketch.directory(at, at + 30, TILE_OFFSETS, 40_000, 20_000, TILE_BYTE_COUNTS, 40_000, 20_000);
        }
        Path file = sketch.directory(8 + 30 * 300, 0).in(folder);
        assertThatThrownBy(() -> check(file))
                .isInstanceOf(CorruptSlideException.class)
                .hasMessageContaining("overlap");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "II", "not a TIFF at all", "II+X", "MM and nothing else"})
    void otherFilesAreNoneOfItsBusiness(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("other.tif"), content);
        assertThatCode(() -> check(file)).doesNotThrowAnyException();
    }

    @Test
    void ndpiBeyondFourGigabytesIsMeasuredInSixtyFourBits() throws IOException {
        Path whole = ndpi(1);
        assertThatCode(() -> check(whole)).doesNotThrowAnyException();
        Path beyond = ndpi(2);
        assertThatThrownBy(() -> check(beyond))
                .isInstanceOf(TruncatedSlideException.class)
                .hasMessageContaining("reaches to byte " + ((2L << 32) + 512 + (1 << 20)));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1, 20, 50})
    void ndpiCutAtItsDirectoryIsTruncated(long keptOfTheDirectory) throws IOException {
        Path file = ndpi(1);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(NDPI_DIRECTORY + keptOfTheDirectory);
        }
        assertThatThrownBy(() -> check(file)).isInstanceOf(TruncatedSlideException.class);
    }

    /// A file with a hole: the only directory at 5 GiB; one strip of 1 MiB at `stripHigh` times 4 GiB, plus 512.
    private Path ndpi(int stripHigh) throws IOException {
        Path file = folder.resolve("big.ndpi");
        ByteBuffer header = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
        header.put((byte) 'I').put((byte) 'I').putShort((short) 42).putLong(NDPI_DIRECTORY);
        ByteBuffer tags = ByteBuffer.allocate(58).order(ByteOrder.LITTLE_ENDIAN);
        tags.putShort((short) 3);
        tag(tags, 273, 512);
        tag(tags, 279, 1 << 20);
        tag(tags, 65420, 1);
        tags.putLong(0);
        tags.putInt(stripHigh).putInt(0).putInt(0);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.write(header.flip(), 0);
            channel.write(tags.flip(), NDPI_DIRECTORY);
        }
        return file;
    }

    private static void tag(ByteBuffer tags, int tag, int value) {
        tags.putShort((short) tag).putShort((short) 4).putInt(1).putInt(value);
    }
}
