package org.acinus.wsi.hostile;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.acinus.wsi.RgbBuffer;
import org.acinus.wsi.jpeg.ChromaSubsampling;
import org.acinus.wsi.write.PixelSource;
import org.acinus.wsi.write.PyramidLayout;
import org.acinus.wsi.write.PyramidSpec;
import org.acinus.wsi.write.PyramidWriter;
import org.acinus.wsi.write.SlideDescription;
import org.acinus.wsi.write.TileCompression;
import org.acinus.wsi.write.WriteProgress;

/// Sound small slides, one of each kind that is to be damaged, written on the spot.
final class BaseSlides {
    /// The slide whose description is XML.
    static final String OME = "ome-jpeg";

    private static final TileCompression JPEG_422 = new TileCompression.Jpeg(75, ChromaSubsampling.C422);
    private static final TileCompression JPEG_420 = new TileCompression.Jpeg(75, ChromaSubsampling.C420);
    private static final TileCompression DEFLATE = new TileCompression.Deflate();

    private BaseSlides() {}

    /// Files by name.
    static SequencedMap<String, byte[]> all(Path folder) throws IOException {
        SequencedMap<String, byte[]> slides = new LinkedHashMap<>();
        slides.put("svs-jpeg", write(folder, PyramidLayout.APERIO, JPEG_422, false));
        slides.put(OME, write(folder, PyramidLayout.OME_TIFF, JPEG_420, false));
        slides.put("big-svs-jpeg", write(folder, PyramidLayout.APERIO, JPEG_420, true));
        slides.put("svs-deflate", write(folder, PyramidLayout.APERIO, DEFLATE, false));
        slides.put("big-ome-deflate", write(folder, PyramidLayout.OME_TIFF, DEFLATE, true));
        return slides;
    }

    private static byte[] write(Path folder, PyramidLayout layout, TileCompression compression, boolean big)
            throws IOException {
        PyramidWriter writer = new PyramidWriter(new PyramidSpec(128, 4, 100, compression, layout), 1);
        Path file = folder.resolve("base.tif");
        (big ? writer.alwaysBig() : writer)
                .write(
                        new Stripes(),
                        new SlideDescription(0.5, 20, "made for a test", new LinkedHashMap<>(Map.of("ID", "x"))),
                        file,
                        WriteProgress.SILENT);
        byte[] bytes = Files.readAllBytes(file);
        Files.delete(file);
        return bytes;
    }

    /// 430 x 300 px in which no two tiles are alike.
    private record Stripes() implements PixelSource {
        @Override
        public long width() {
            return 430;
        }

        @Override
        public long height() {
            return 300;
        }

        @Override
        public void read(long x, long y, RgbBuffer into) {
            for (int row = 0; row < into.height(); row++) {
                for (int column = 0; column < into.width(); column++) {
                    long place = 3L * (row * into.width() + column);
                    into.pixels().set(ValueLayout.JAVA_BYTE, place, (byte) (100 + (x + column) / 4 % 100));
                    into.pixels().set(ValueLayout.JAVA_BYTE, place + 1, (byte) ((y + row) * 3 / 4));
                    into.pixels().set(ValueLayout.JAVA_BYTE, place + 2, (byte) (200 - (x + column + y + row) / 8));
                }
            }
        }
    }
}
