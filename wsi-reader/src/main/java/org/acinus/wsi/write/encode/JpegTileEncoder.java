package org.acinus.wsi.write.encode;

import java.util.Arrays;
import org.acinus.wsi.jpeg.JpegParts;
import org.acinus.wsi.write.container.TiffTags;

/// Baseline JPEG (TIFF compression 7), split into tables that all tiles share and abbreviated streams.
final class JpegTileEncoder implements TileEncoder {
    private static final int JPEG = 7;
    private static final int YCBCR = 6;

    private final TileCompression.Jpeg settings;
    private final byte[] pixels;
    private final JpegCompressor compressor;
    private final byte[] tables;

    JpegTileEncoder(TileCompression.Jpeg settings, int width, int rows) {
        this.settings = settings;
        this.pixels = new byte[3 * width * rows];
        this.compressor = switch (settings.engine()) {
            case LIBJPEG_TURBO -> new TurboCompressor(settings, pixels, width);
            case JDK -> new JdkCompressor(settings, pixels, width);
        };
        this.tables = JpegParts.split(compressor.compress(rows)).tables();
    }

    @Override
    public byte[] pixels() {
        return pixels;
    }

    @Override
    public byte[] encode(int rows) {
        JpegParts parts = JpegParts.split(compressor.compress(rows));
        if (!Arrays.equals(parts.tables(), tables)) {
            throw new IllegalStateException("The JPEG encoder changed its tables between two tiles of one level");
        }
        return parts.abbreviated();
    }

    @Override
    public byte[] sharedTables() {
        return tables;
    }

    @Override
    public void describe(TiffTags tags) {
        tags.shorts(TiffTags.COMPRESSION, JPEG)
                .shorts(TiffTags.PHOTOMETRIC, YCBCR)
                .shorts(
                        TiffTags.YCBCR_SUBSAMPLING,
                        settings.subsampling().horizontal(),
                        settings.subsampling().vertical())
                .bytes(TiffTags.JPEG_TABLES, tables);
    }

    @Override
    public void release() {
        compressor.close();
    }
}
