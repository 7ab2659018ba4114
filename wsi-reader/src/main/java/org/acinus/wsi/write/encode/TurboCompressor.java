package org.acinus.wsi.write.encode;

import java.lang.foreign.MemorySegment;
import org.acinus.wsi.jpeg.JpegEncoder;
import org.acinus.wsi.jpeg.JpegForm;
import org.acinus.wsi.jpeg.JpegLibrary;
import org.acinus.wsi.jpeg.RgbWindow;

/// JPEG by libjpeg-turbo.
final class TurboCompressor implements JpegCompressor {
    private final byte[] pixels;
    private final int width;
    private final JpegEncoder encoder;

    /// @throws org.acinus.wsi.ReaderUnavailableException where the library is missing
    TurboCompressor(TileCompression.Jpeg settings, byte[] pixels, int width) {
        this.pixels = pixels;
        this.width = width;
        this.encoder =
                JpegEncoder.open(JpegLibrary.require(), new JpegForm(settings.quality(), settings.subsampling()));
    }

    @Override
    public byte[] compress(int rows) {
        return encoder.encode(new RgbWindow(MemorySegment.ofArray(pixels), width, rows, 3 * width));
    }

    @Override
    public void close() {
        encoder.close();
    }
}
