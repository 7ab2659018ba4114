package org.acinus.cli.slide;

import java.util.Optional;
import org.acinus.tiling.TileFrame;
import org.acinus.tiling.TileGrid;
import org.acinus.wsi.Slide;
import org.acinus.wsi.StoredTile;
import org.acinus.wsi.StoredTiles;
import org.acinus.wsi.TileLayout;
import org.acinus.wsi.jpeg.WholeJpeg;
import org.acinus.wsi.metadata.PyramidLevel;

/// Tiles of a grid that are stored tiles of the slide, as JPEG files without decoding.
final class StoredPictures {
    private final TileGrid grid;
    private final Optional<StoredTiles> stored;

    private StoredPictures(TileGrid grid, Optional<StoredTiles> stored) {
        this.grid = grid;
        this.stored = stored;
    }

    /// Those of a slide.
    static StoredPictures of(Slide slide, TileGrid grid) {
        return grid.resampled() ? none(grid) : new StoredPictures(grid, slide.storedTiles());
    }

    /// No tile passes through.
    static StoredPictures none(TileGrid grid) {
        return new StoredPictures(grid, Optional.empty());
    }

    /// A tile's file; empty where it is not exactly one stored JPEG tile.
    ///
    /// @throws org.acinus.wsi.UnreadableRegionException where the stored bytes cannot be read
    Optional<byte[]> file(TileFrame tile) {
        return stored.flatMap(tiles -> place(tile, tiles.layout(grid.level().index()))
                .flatMap(tiles::jpeg)
                .map(jpeg -> WholeJpeg.of(jpeg.stream(), jpeg.tables(), jpeg.yCbCr())));
    }

    private Optional<StoredTile> place(TileFrame tile, TileLayout layout) {
        int side = grid.spec().tilePixels();
        PyramidLevel level = grid.level();
        long x = level.pixelAt(tile.x0());
        long y = level.pixelAt(tile.y0());
        boolean same = layout.tileWidth() == side
                && layout.tileHeight() == side
                && x % side == 0
                && y % side == 0
                && x + side <= level.width()
                && y + side <= level.height();
        return same ? Optional.of(new StoredTile(level.index(), (int) (x / side), (int) (y / side))) : Optional.empty();
    }
}
