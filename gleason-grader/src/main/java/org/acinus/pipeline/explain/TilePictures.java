package org.acinus.pipeline.explain;

import java.awt.image.BufferedImage;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.acinus.heatmap.drawing.RgbPicture;
import org.acinus.stream.DecodingTileStream;
import org.acinus.stream.StreamLimits;
import org.acinus.stream.TileBatch;
import org.acinus.stream.TileStream;
import org.acinus.tiling.TileAddress;
import org.acinus.tiling.TilePlan;
import org.acinus.wsi.RgbBuffer;
import org.acinus.wsi.Slide;

/// Single tiles as pictures for people.
final class TilePictures {
    private static final StreamLimits LIMITS = new StreamLimits(1, 16, 16L << 20);

    private TilePictures() {}

    /// Reads a few tiles as they were scanned; one that does not decode is missing.
    ///
    /// @throws org.acinus.wsi.SlideException where the slide can be read no longer
    static Map<TileAddress, BufferedImage> read(Slide slide, TilePlan few) throws InterruptedException {
        Map<TileAddress, BufferedImage> pictures = new HashMap<>();
        try (TileStream stream = DecodingTileStream.open(slide, few, LIMITS)) {
            for (Optional<TileBatch> next = stream.next(); next.isPresent(); next = stream.next()) {
                try (TileBatch batch = next.get()) {
                    for (int i = 0; i < batch.tiles().size(); i++) {
                        pictures.put(batch.tiles().get(i).address(), of(batch, i));
                    }
                }
            }
        }
        return pictures;
    }

    /// One tile of a batch.
    ///
    /// @param tile its place in the batch
    static BufferedImage of(TileBatch batch, int tile) {
        int side = batch.tilePixels();
        long bytes = RgbBuffer.byteSize(side, side);
        return RgbPicture.of(batch.pixels().asSlice(bytes * tile, bytes), side, side);
    }
}
