package org.acinus.wsi.write.encode;

import java.util.Arrays;
import java.util.zip.Deflater;
import org.acinus.wsi.write.container.TiffTags;

/// RGB through zlib (TIFF compression 8).
final class DeflateTileEncoder implements TileEncoder {
    private static final int ADOBE_DEFLATE = 8;
    private static final int RGB = 2;

    private final int width;
    private final byte[] pixels;
    private final Deflater deflater = new Deflater();

    DeflateTileEncoder(int width, int rows) {
        this.width = width;
        this.pixels = new byte[3 * width * rows];
    }

    @Override
    public byte[] pixels() {
        return pixels;
    }

    @Override
    public byte[] encode(int rows) {
        deflater.reset();
        deflater.setInput(pixels, 0, 3 * width * rows);
        deflater.finish();
        // zlib's own bound for incompressible input, generously.
        byte[] out = new byte[3 * width * rows + 3 * width * rows / 1000 + 64];
        int length = deflater.deflate(out);
        if (!deflater.finished()) {
            throw new IllegalStateException("zlib made a tile longer than its bound");
        }
        return Arrays.copyOf(out, length);
    }

    @Override
    public byte[] sharedTables() {
        return new byte[0];
    }

    @Override
    public void describe(TiffTags tags) {
        tags.shorts(TiffTags.COMPRESSION, ADOBE_DEFLATE).shorts(TiffTags.PHOTOMETRIC, RGB);
    }

    @Override
    public void release() {
        deflater.end();
    }
}
