package org.acinus.wsi.direct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.acinus.wsi.CorruptSlideException;
import org.acinus.wsi.DrawnSlides;
import org.acinus.wsi.Region;
import org.acinus.wsi.RgbBuffer;
import org.acinus.wsi.Slide;
import org.acinus.wsi.StoredTile;
import org.acinus.wsi.StoredTiles;
import org.acinus.wsi.TileLayout;
import org.acinus.wsi.UnreachableSlideException;
import org.acinus.wsi.UnreadableRegionException;
import org.acinus.wsi.jpeg.JpegLibrary;
import org.acinus.wsi.metadata.Bounds;
import org.acinus.wsi.tiff.TiffTag;
import org.acinus.wsi.write.WavePicture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectTilesTest {
    private static final int TILE = 256;
    private static final int COLUMNS = 6;

    @TempDir
    private Path folder;

    @BeforeEach
    void needsTheLibrary() {
        assumeTrue(JpegLibrary.get() instanceof JpegLibrary.Usable, "skipped: libjpeg-turbo is not on this machine");
    }

    private static Slide open(Path file) {
        return new DirectFormat().open(file);
    }

    /// A slide that is not Aperio's any more, so that tiles may be left out.
    private Path generic() throws IOException {
        return PatchedSlide.withText(DrawnSlides.deflateSvs(folder.resolve("drawn.svs")), "Aperio", "Xperio");
    }

    private static byte[] read(Slide slide, long x0, long y0, int width, int height) {
        RgbBuffer buffer = RgbBuffer.onHeap(width, height);
        slide.read(new Region(0, x0, y0, width, height), buffer);
        return buffer.pixels().toArray(ValueLayout.JAVA_BYTE);
    }

    private static byte[] decode(StoredTiles tiles, StoredTile tile) {
        TileLayout layout = tiles.layout(tile.level());
        byte[] pixels = new byte[Math.toIntExact(layout.tileBytes())];
        tiles.decode(tile, MemorySegment.ofArray(pixels), 3 * layout.tileWidth());
        return pixels;
    }

    @Test
    void aFileThatCannotBeFetchedIsNoTileThatDoesNotDecode() throws IOException {
        Path file = DrawnSlides.deflateSvs(folder.resolve("drawn.svs"));
        try (Slide slide = open(file)) {
            Files.delete(file);
            // Java closes the channel, and there is nothing to open again: as where a share went away.
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> read(slide, 0, 0, 10, 10))
                    .isInstanceOf(UnreachableSlideException.class)
                    .hasMessageContaining("drawn.svs cannot be read");
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void losslessPixelsAreTheFormulas() throws IOException {
        try (Slide slide = open(DrawnSlides.deflateSvs(folder.resolve("drawn.svs")))) {
            byte[] pixels = read(slide, 200, 300, 400, 300);
            for (int i = 0; i < pixels.length; i++) {
                int expected = WavePicture.value(200 + i / 3 % 400, 300 + i / 1200, i % 3);
                assertThat(pixels[i] & 255).isEqualTo(expected);
            }
        }
    }

    @Test
    void aStoredTileIsTheRegionThatItCovers() throws IOException {
        try (Slide slide = open(DrawnSlides.jpegSvs(folder.resolve("jpeg.svs")))) {
            StoredTiles tiles = slide.storedTiles().orElseThrow();
            assertThat(tiles.layout(0)).isEqualTo(new TileLayout(TILE, TILE, COLUMNS, 5));
            assertThat(decode(tiles, new StoredTile(0, 2, 1))).isEqualTo(read(slide, 512, 256, TILE, TILE));
            assertThat(tiles.position(new StoredTile(0, 2, 1))).isPositive();
            assertThatThrownBy(() -> decode(tiles, new StoredTile(0, COLUMNS, 0)))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    /// A tile decoded in its place must not write beside it.
    @Test
    void aTileIsDecodedIntoTheMiddleOfAWiderPicture() throws IOException {
        try (Slide slide = open(DrawnSlides.jpegSvs(folder.resolve("jpeg.svs")));
                Arena arena = Arena.ofConfined()) {
            StoredTiles tiles = slide.storedTiles().orElseThrow();
            int stride = 3 * (TILE + 10);
            MemorySegment picture = arena.allocate((long) stride * TILE);
            picture.fill((byte) 7);
            tiles.decode(new StoredTile(0, 1, 1), picture.asSlice(15), stride);
            byte[] tile = decode(tiles, new StoredTile(0, 1, 1));
            for (int row = 0; row < TILE; row++) {
                for (int i = 0; i < stride; i++) {
                    byte expected = i < 15 || i >= 15 + 3 * TILE ? 7 : tile[row * 3 * TILE + i - 15];
                    // The last row ends with the tile.
                    if ((long) row * stride + i < picture.byteSize()) {
                        assertThat(picture.get(ValueLayout.JAVA_BYTE, (long) row * stride + i))
                                .isEqualTo(expected);
                    }
                }
            }
        }
    }

    /// The JDK's own decoder reads the stream with its tables put back.
    @Test
    void aJpegTileIsHandedOutAsItIsStored() throws IOException {
        try (Slide slide = open(DrawnSlides.jpegSvs(folder.resolve("jpeg.svs")))) {
            StoredTiles tiles = slide.storedTiles().orElseThrow();
            StoredTiles.JpegTile jpeg = tiles.jpeg(new StoredTile(0, 1, 2)).orElseThrow();
            assertThat(jpeg.yCbCr()).isTrue();
            assertThat(jpeg.tables()).isNotEmpty();
            byte[] whole = new byte[jpeg.tables().length - 2 + jpeg.stream().length - 2];
            System.arraycopy(jpeg.tables(), 0, whole, 0, jpeg.tables().length - 2);
            System.arraycopy(jpeg.stream(), 2, whole, jpeg.tables().length - 2, jpeg.stream().length - 2);
            var picture = ImageIO.read(new ByteArrayInputStream(whole));
            byte[] pixels = decode(tiles, new StoredTile(0, 1, 2));
            for (int i = 0; i < TILE * TILE; i++) {
                int rgb = (pixels[3 * i] & 255) << 16 | (pixels[3 * i + 1] & 255) << 8 | (pixels[3 * i + 2] & 255);
                assertThat(picture.getRGB(i % TILE, i / TILE) & 0xFFFFFF).isEqualTo(rgb);
            }
        }
    }

    @Test
    void aReducedTileIsNearTheAverage() throws IOException {
        try (Slide slide = open(DrawnSlides.jpegSvs(folder.resolve("jpeg.svs")))) {
            StoredTiles tiles = slide.storedTiles().orElseThrow();
            assertThat(tiles.reduces(0, 8)).isTrue();
            byte[] full = decode(tiles, new StoredTile(0, 1, 1));
            byte[] eighth = new byte[3 * 32 * 32];
            tiles.decodeReduced(new StoredTile(0, 1, 1), 8, MemorySegment.ofArray(eighth), 3 * 32);
            for (int i = 0; i < eighth.length; i++) {
                double sum = 0;
                for (int k = 0; k < 64; k++) {
                    int x = i / 3 % 32 * 8 + k % 8;
                    int y = i / 96 * 8 + k / 8;
                    sum += full[3 * (y * TILE + x) + i % 3] & 255;
                }
                assertThat(eighth[i] & 255).isBetween((int) (sum / 64) - 12, (int) (sum / 64) + 12);
            }
        }
    }

    @Test
    void losslessTilesAreNeitherJpegNorReduced() throws IOException {
        try (Slide slide = open(DrawnSlides.deflateSvs(folder.resolve("drawn.svs")))) {
            StoredTiles tiles = slide.storedTiles().orElseThrow();
            assertThat(tiles.jpeg(new StoredTile(0, 0, 0))).isEmpty();
            assertThat(tiles.reduces(0, 2)).isFalse();
        }
    }

    @Test
    void aTileThatWasLeftOutOnPurposeIsBackground() throws IOException {
        Path sparse = PatchedSlide.withValue(generic(), TiffTag.TILE_BYTE_COUNTS, 1, 0);
        sparse = PatchedSlide.withValue(sparse, TiffTag.TILE_OFFSETS, 1, 0);
        try (Slide slide = open(sparse)) {
            assertThat(read(slide, TILE, 0, TILE, TILE)).containsOnly(255);
            assertThat(read(slide, 0, 0, TILE, TILE)[0] & 255).isEqualTo(WavePicture.value(0, 0, 0));
        }
    }

    @Test
    void boundsAreThoseOfTheTilesThatWereWritten() throws IOException {
        Path sparse = generic();
        for (int row = 0; row < 5; row++) {
            sparse = PatchedSlide.withValue(sparse, TiffTag.TILE_BYTE_COUNTS, row * COLUMNS, 0);
            sparse = PatchedSlide.withValue(sparse, TiffTag.TILE_OFFSETS, row * COLUMNS, 0);
        }
        try (Slide slide = open(sparse)) {
            assertThat(slide.metadata().bounds())
                    .isEqualTo(new Bounds(TILE, 0, DrawnSlides.WIDTH - TILE, DrawnSlides.HEIGHT));
        }
    }

    @Test
    void aTileWithAPlaceButNoBytesIsNoGlass() throws IOException {
        Path file = PatchedSlide.withValue(generic(), TiffTag.TILE_BYTE_COUNTS, 1, 0);
        try (Slide slide = open(file)) {
            assertThatThrownBy(() -> read(slide, TILE, 0, TILE, TILE))
                    .isInstanceOf(UnreadableRegionException.class)
                    .hasMessageContaining("level 0")
                    .hasMessageContaining("column 1, row 0");
            assertThat(read(slide, 0, 0, TILE, TILE)[0] & 255).isEqualTo(WavePicture.value(0, 0, 0));
        }
    }

    @Test
    void aSlideWithoutAnyTileIsCorrupt() throws IOException {
        Path file = generic();
        for (int tile = 0; tile < 5 * COLUMNS; tile++) {
            file = PatchedSlide.withValue(file, TiffTag.TILE_BYTE_COUNTS, tile, 0);
        }
        Path empty = file;
        assertThatThrownBy(() -> open(empty))
                .isInstanceOf(CorruptSlideException.class)
                .hasMessageContaining("ever");
    }

    @Test
    void packedTilesThatEndEarlyAreUnreadable() throws IOException {
        Path file = PatchedSlide.withValue(generic(), TiffTag.TILE_BYTE_COUNTS, 1, 20);
        try (Slide slide = open(file)) {
            assertThatThrownBy(() -> read(slide, 0, 0, 300, 10))
                    .isInstanceOf(UnreadableRegionException.class)
                    .hasMessageContaining("zlib data");
        }
    }
}
