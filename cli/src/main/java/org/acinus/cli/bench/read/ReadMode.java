package org.acinus.cli.bench.read;

import java.util.ArrayList;
import java.util.List;
import org.acinus.tiling.TileAddress;
import org.acinus.tiling.TileFrame;
import org.acinus.tiling.TileGrid;
import org.acinus.tiling.TilePlan;
import org.acinus.tiling.TilingSpec;
import org.acinus.wsi.metadata.PixelSpacing;
import org.acinus.wsi.metadata.SlideMetadata;
import org.acinus.wsi.metadata.SpacingSource;

/// How the tiles of a list are read.
enum ReadMode {
    /// As listed: usually one stored tile each.
    ALIGNED(1, 0),
    /// 100 pixels to the right and below, across the stored tiles.
    UNALIGNED(1, 100),
    /// Tiles of the same pixels at twice the spacing: twice as wide and high on the slide, averaged by area.
    FACTOR2(2, 0);

    private final int factor;
    private final int shift;

    ReadMode(int factor, int shift) {
        this.factor = factor;
        this.shift = shift;
    }

    /// Level-0 pixels per tile pixel.
    int factor() {
        return factor;
    }

    /// The tiles to read.
    ///
    /// @param slide its spacing does not matter
    /// @param origins level-0 pixels
    TilePlan plan(SlideMetadata slide, List<Origin> origins, int tilePixels) {
        PixelSpacing unit = new PixelSpacing(1, 1, SpacingSource.OVERRIDE);
        TileGrid grid = TileGrid.over(slide.withSpacing(unit), new TilingSpec(tilePixels, factor, 0, 0, 0));
        List<TileFrame> tiles = new ArrayList<>(origins.size());
        for (Origin origin : origins) {
            TileAddress place = new TileAddress(tiles.size(), 0);
            double side0 = (double) factor * tilePixels;
            tiles.add(new TileFrame(place, origin.x0() + shift, origin.y0() + shift, side0, side0));
        }
        return new TilePlan(grid, tiles);
    }

    /// Where a tile begins, in level-0 pixels.
    record Origin(long x0, long y0) {}
}
