package org.acinus.wsi;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import javax.imageio.ImageIO;
import org.acinus.wsi.write.PixelSource;
import org.acinus.wsi.write.PyramidSpec;
import org.acinus.wsi.write.PyramidWriter;
import org.acinus.wsi.write.SlideDescription;
import org.acinus.wsi.write.WriteProgress;
import org.acinus.wsi.write.encode.TileCompression;

/// Seven real prostate fields of 1201 px, to be wrapped into slides at a spacing that nobody stated.
public final class ProstateFields {
    public static final List<String> NAMES =
            List.of("test10", "test100", "test101", "test102", "test103", "test104", "test105");

    private ProstateFields() {}

    /// A field's pixels.
    public static BufferedImage image(String field) throws IOException {
        return ImageIO.read(SharedData.require("data/tiles-gleason-cedars/" + field + ".jpg")
                .toFile());
    }

    /// Writes a field as a slide, without loss.
    public static void wrap(BufferedImage image, double spacing, Path file) throws IOException {
        PixelSource source = new PixelSource() {
            @Override
            public long width() {
                return image.getWidth();
            }

            @Override
            public long height() {
                return image.getHeight();
            }

            @Override
            public void read(long x, long y, RgbBuffer into) {
                long at = 0;
                for (int row = 0; row < into.height(); row++) {
                    for (int column = 0; column < into.width(); column++) {
                        int rgb = image.getRGB((int) x + column, (int) y + row);
                        into.pixels().set(ValueLayout.JAVA_BYTE, at++, (byte) (rgb >> 16));
                        into.pixels().set(ValueLayout.JAVA_BYTE, at++, (byte) (rgb >> 8));
                        into.pixels().set(ValueLayout.JAVA_BYTE, at++, (byte) rgb);
                    }
                }
            }
        };
        new PyramidWriter(new PyramidSpec(256, 4, 400, new TileCompression.Deflate()), 2)
                .write(
                        source,
                        new SlideDescription(spacing, 20, "Acinus test", new LinkedHashMap<>()),
                        file,
                        WriteProgress.SILENT);
    }
}
