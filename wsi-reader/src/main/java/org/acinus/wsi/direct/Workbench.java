package org.acinus.wsi.direct;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;
import org.acinus.wsi.direct.layout.StoredImage;
import org.acinus.wsi.direct.layout.TileCoding;
import org.acinus.wsi.jpeg.JpegDecoder;
import org.acinus.wsi.jpeg.JpegException;
import org.acinus.wsi.jpeg.JpegLibrary;
import org.acinus.wsi.jpeg.JpegScale;
import org.acinus.wsi.jpeg.NativeScratch;
import org.acinus.wsi.jpeg.RgbWindow;

/// What one thread needs to decode tiles: decoders, and memory that is used again and again.
///
/// One thread at a time, though not always the same one; whoever made it closes it.
final class Workbench implements AutoCloseable {
    private final SlideFile file;
    private final Map<TileCoding.Jpeg, JpegDecoder> jpegDecoders = new HashMap<>();
    private final LosslessDecoder lossless = new LosslessDecoder();
    private final NativeScratch stream = new NativeScratch();
    private final NativeScratch tile = new NativeScratch();

    Workbench(SlideFile file) {
        this.file = file;
    }

    /// Decodes a tile that is there.
    ///
    /// @param index of the tile, row by row
    /// @param into of the tile's size at that scale
    /// @throws TileException where it does not decode
    /// @throws IOException where it cannot be read
    void decode(StoredImage image, int index, JpegScale scale, RgbWindow into) throws IOException, TileException {
        MemorySegment bytes = stream.ofSize(image.table().bytes(index));
        file.read(image.table().offset(index), bytes);
        switch (image.coding()) {
            case TileCoding.Jpeg jpeg -> decode(jpeg, bytes, scale, into);
            case TileCoding.Lossless packed -> lossless.decode(bytes, packed, into);
        }
    }

    private void decode(TileCoding.Jpeg coding, MemorySegment bytes, JpegScale scale, RgbWindow into)
            throws TileException {
        try {
            jpegDecoders
                    .computeIfAbsent(
                            coding, kind -> JpegDecoder.open(JpegLibrary.require(), kind.tables(), kind.colour()))
                    .decode(bytes, scale, into);
        } catch (JpegException broken) {
            throw new TileException(String.valueOf(broken.getMessage()));
        }
    }

    /// Memory for one tile of which only a part is wanted.
    MemorySegment tile(long bytes) {
        return tile.ofSize(bytes);
    }

    @Override
    public void close() {
        jpegDecoders.values().forEach(JpegDecoder::close);
        lossless.close();
        stream.close();
        tile.close();
    }
}
