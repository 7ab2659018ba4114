package org.acinus.wsi;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import org.acinus.wsi.jpeg.ChromaSubsampling;
import org.acinus.wsi.write.PyramidLayout;
import org.acinus.wsi.write.PyramidSpec;
import org.acinus.wsi.write.PyramidWriter;
import org.acinus.wsi.write.SlideDescription;
import org.acinus.wsi.write.WavePicture;
import org.acinus.wsi.write.WriteProgress;
import org.acinus.wsi.write.encode.TileCompression;

/// Pyramids of a picture known by formula ([WavePicture]), 1500 x 1100 px at 0.5 µm, levels by four.
public final class DrawnSlides {
    public static final int WIDTH = 1500;
    public static final int HEIGHT = 1100;

    private DrawnSlides() {}

    /// Aperio's form, tiles of 256 px in JPEG.
    public static Path jpegSvs(Path file) throws IOException {
        return write(file, PyramidLayout.APERIO, new TileCompression.Jpeg(80, ChromaSubsampling.C420));
    }

    /// Aperio's form, without loss.
    public static Path deflateSvs(Path file) throws IOException {
        return write(file, PyramidLayout.APERIO, new TileCompression.Deflate());
    }

    /// OME-TIFF, levels in sub-directories, without loss.
    public static Path omeTiff(Path file) throws IOException {
        return write(file, PyramidLayout.OME_TIFF, new TileCompression.Deflate());
    }

    private static Path write(Path file, PyramidLayout layout, TileCompression compression) throws IOException {
        PyramidSpec spec = new PyramidSpec(256, 4, 300, compression, layout);
        SlideDescription description = new SlideDescription(0.5, 20, "drawn for a test", new LinkedHashMap<>());
        new PyramidWriter(spec, 2).write(new WavePicture(WIDTH, HEIGHT), description, file, WriteProgress.SILENT);
        return file;
    }
}
