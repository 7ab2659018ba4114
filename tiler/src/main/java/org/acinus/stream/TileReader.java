package org.acinus.stream;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.acinus.tiling.TileFrame;
import org.acinus.tiling.TileGrid;
import org.acinus.wsi.Region;
import org.acinus.wsi.RgbBuffer;
import org.acinus.wsi.Slide;

/// Reads single tiles of one grid at the grid's spacing: straight where a level fits, averaged down where none
/// does.
///
/// One thread at a time, because of its scratch memory; whoever opened it closes it. The slide stays the
/// caller's.
public final class TileReader implements AutoCloseable {
    private final Slide slide;
    private final TileGrid grid;
    private final Arena arena = Arena.ofConfined();
    private final AreaResampler resampler;
    private final MemorySegment scratch;

    /// A reader for the calling thread.
    public TileReader(Slide slide, TileGrid grid) {
        this.slide = slide;
        this.grid = grid;
        int tilePixels = grid.spec().tilePixels();
        double ratioX = grid.levelPixelsPerTilePixelX();
        double ratioY = grid.levelPixelsPerTilePixelY();
        int width = (int) Math.ceil(tilePixels * ratioX - 1e-9);
        int height = (int) Math.ceil(tilePixels * ratioY - 1e-9);
        this.scratch = arena.allocate(grid.resampled() ? RgbBuffer.byteSize(width, height) : 0);
        this.resampler = new AreaResampler(tilePixels, ratioX, ratioY, width, height);
    }

    /// Reads one tile.
    ///
    /// @param into `3 * tilePixels * tilePixels` bytes
    /// @throws org.acinus.wsi.UnreadableRegionException where its stored pixels do not decode
    public void read(TileFrame tile, MemorySegment into) {
        Region region = grid.region(tile);
        int tilePixels = grid.spec().tilePixels();
        if (grid.resampled()) {
            RgbBuffer source = new RgbBuffer(scratch, region.width(), region.height());
            slide.read(region, source);
            resampler.resample(source, into);
        } else {
            slide.read(region, new RgbBuffer(into, tilePixels, tilePixels));
        }
    }

    @Override
    public void close() {
        arena.close();
    }
}
