package org.acinus.wsi.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import javax.imageio.ImageIO;
import org.acinus.wsi.Region;
import org.acinus.wsi.RgbBuffer;
import org.acinus.wsi.SharedData;
import org.acinus.wsi.Slide;
import org.acinus.wsi.SlideFormats;
import org.acinus.wsi.StoredTile;
import org.acinus.wsi.StoredTiles;
import org.acinus.wsi.TileLayout;
import org.junit.jupiter.api.Test;

/// Against Java's own JPEG decoder, which goes by the markers.
class WholeJpegTest {
    /// Tiles whose stored components are red, green and blue: without the marker they would come out in other
    /// colours.
    @Test
    void anotherDecoderSeesTheColoursThatTheReaderSees() throws IOException {
        try (Slide slide = SlideFormats.installed().open(SharedData.cmuSlide())) {
            StoredTiles tiles = slide.storedTiles().orElseThrow();
            TileLayout layout = tiles.layout(0);
            for (int i = 0; i < 6; i++) {
                StoredTiles.JpegTile stored =
                        tiles.jpeg(new StoredTile(0, i, 2 * i % 8)).orElseThrow();
                byte[] file = WholeJpeg.of(stored.stream(), stored.tables(), stored.yCbCr());
                BufferedImage decoded = ImageIO.read(new ByteArrayInputStream(file));
                assertThat(decoded.getWidth()).isEqualTo(layout.tileWidth());
                RgbBuffer read = RgbBuffer.onHeap(layout.tileWidth(), layout.tileHeight());
                slide.read(
                        new Region(
                                0,
                                (long) i * layout.tileWidth(),
                                (long) (2 * i % 8) * layout.tileHeight(),
                                read.width(),
                                read.height()),
                        read);
                assertThat(meanDifference(decoded, read)).isLessThan(1.5);
            }
        }
    }

    private static double meanDifference(BufferedImage decoded, RgbBuffer read) {
        long sum = 0;
        long at = 0;
        for (int y = 0; y < read.height(); y++) {
            for (int x = 0; x < read.width(); x++) {
                for (int shift = 16; shift >= 0; shift -= 8) {
                    int level = read.pixels().get(ValueLayout.JAVA_BYTE, at++) & 255;
                    sum += Math.abs((decoded.getRGB(x, y) >> shift & 255) - level);
                }
            }
        }
        return (double) sum / at;
    }

    @Test
    void tablesAloneAreNoPicture() {
        byte[] tables = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xD9};
        assertThatThrownBy(() -> WholeJpeg.of(tables, new byte[0], true))
                .isInstanceOf(JpegException.class)
                .hasMessageContaining("no picture");
    }
}
