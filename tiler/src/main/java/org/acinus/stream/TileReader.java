package org.acinus.stream;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.acinus.tiling.TileGrid;
import org.acinus.tiling.TilePlan;
import org.acinus.wsi.Region;
import org.acinus.wsi.RgbBuffer;
import org.acinus.wsi.group.RegionGroup;

/// Reads the tiles of one plan at its grid's spacing: straight where a level fits, averaged down where none
/// does, interpolated where upsampling was asked for.
///
/// One thread at a time, because of its scratch memory; whoever opened it closes it. The group of regions,
/// which any number of tile readers share, stays the caller's.
public final class TileReader implements AutoCloseable {
    private final TilePlan plan;
    private final RegionGroup regions;
    private final Arena arena = Arena.ofConfined();
    private final AreaResampler resampler;
    private final MemorySegment scratch;

    /// A reader for the calling thread.
    ///
    /// @param regions made of [TilePlan#regions]
    public TileReader(TilePlan plan, RegionGroup regions) {
        this.plan = plan;
        this.regions = regions;
        TileGrid grid = plan.grid();
        int tilePixels = grid.spec().tilePixels();
        double ratioX = grid.levelPixelsPerTilePixelX();
        double ratioY = grid.levelPixelsPerTilePixelY();
        int width = (int) Math.ceil(tilePixels * ratioX - 1e-9);
        int height = (int) Math.ceil(tilePixels * ratioY - 1e-9);
        this.scratch = arena.allocate(grid.resampled() ? RgbBuffer.byteSize(width, height) : 0);
        this.resampler = AreaResampler.of(tilePixels, ratioX, ratioY, width, height);
    }

    /// Reads one tile.
    ///
    /// @param tile place in the plan
    /// @param into `3 * tilePixels * tilePixels` bytes
    /// @throws org.acinus.wsi.UnreadableRegionException where its stored pixels do not decode
    public void read(int tile, MemorySegment into) {
        if (plan.grid().resampled()) {
            Region region = plan.regions().get(tile);
            RgbBuffer source = new RgbBuffer(scratch, region.width(), region.height());
            regions.read(tile, source);
            resampler.resample(source, into);
        } else {
            int tilePixels = plan.grid().spec().tilePixels();
            regions.read(tile, new RgbBuffer(into, tilePixels, tilePixels));
        }
    }

    @Override
    public void close() {
        arena.close();
    }
}
