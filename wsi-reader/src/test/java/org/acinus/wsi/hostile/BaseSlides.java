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
import org.acinus.wsi.write.WriteProgress;
import org.acinus.wsi.write.encode.TileCompression;

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
        return all(folder, new Stripes(430, 300), 128, 100);
    }

    /// The same kinds of slides in a few kilobytes, for a fuzzer to start from.
    static SequencedMap<String, byte[]> tiny(Path folder) throws IOException {
        return all(folder, new Stripes(70, 40), 16, 20);
    }

    private static SequencedMap<String, byte[]> all(Path folder, PixelSource pixels, int tilePixels, int coarsestPixels)
            throws IOException {
        SequencedMap<String, byte[]> slides = new LinkedHashMap<>();
        PyramidSpec svs = new PyramidSpec(tilePixels, 4, coarsestPixels, JPEG_422);
        PyramidSpec ome = new PyramidSpec(tilePixels, 4, coarsestPixels, JPEG_420, PyramidLayout.OME_TIFF);
        PyramidSpec plain = new PyramidSpec(tilePixels, 4, coarsestPixels, DEFLATE);
        PyramidSpec plainOme = new PyramidSpec(tilePixels, 4, coarsestPixels, DEFLATE, PyramidLayout.OME_TIFF);
        slides.put("svs-jpeg", write(folder, pixels, new PyramidWriter(svs, 1)));
        slides.put(OME, write(folder, pixels, new PyramidWriter(ome, 1)));
        slides.put("big-svs-jpeg", write(folder, pixels, new PyramidWriter(svs, 1).alwaysBig()));
        slides.put("svs-deflate", write(folder, pixels, new PyramidWriter(plain, 1)));
        slides.put("big-ome-deflate", write(folder, pixels, new PyramidWriter(plainOme, 1).alwaysBig()));
        return slides;
    }

    private static byte[] write(Path folder, PixelSource pixels, PyramidWriter writer) throws IOException {
        Path file = folder.resolve("base.tif");
        writer.write(
                pixels,
                new SlideDescription(0.5, 20, "made for a test", new LinkedHashMap<>(Map.of("ID", "x"))),
                file,
                WriteProgress.SILENT);
        byte[] bytes = Files.readAllBytes(file);
        Files.delete(file);
        return bytes;
    }

    /// A picture in which no two tiles are alike.
    private record Stripes(long width, long height) implements PixelSource {
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
