package org.acinus.pipeline;

import java.awt.image.BufferedImage;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.acinus.stream.DecodingTileStream;
import org.acinus.stream.StreamLimits;
import org.acinus.stream.TileBatch;
import org.acinus.stream.TileStream;
import org.acinus.tiling.TileAddress;
import org.acinus.tiling.TilePlan;
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
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        MemorySegment pixels = batch.pixels();
        long from = 3L * side * side * tile;
        int[] packed = IntStream.range(0, side * side)
                .map(i -> channel(pixels, from + 3L * i) << 16
                        | channel(pixels, from + 3L * i + 1) << 8
                        | channel(pixels, from + 3L * i + 2))
                .toArray();
        image.setRGB(0, 0, side, side, packed, 0, side);
        return image;
    }

    private static int channel(MemorySegment pixels, long at) {
        return Byte.toUnsignedInt(pixels.get(ValueLayout.JAVA_BYTE, at));
    }
}
