package org.acinus.cli.slide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.acinus.export.AtomicFile;
import org.acinus.tiling.TileFrame;
import org.acinus.tiling.TileGrid;

/// One file a tile, named by its level-0 coordinates: `x1024_y2048.png`.
///
/// @param names the grid whose coordinates name tiles: that of the first spacing, so that tiles about one centre
///     have one name in every folder
record PictureFolder(Path folder, PictureKind kind, TileGrid names) implements TilePictures.Target {
    private static final int PORTION_TILES = 100;

    @Override
    public int portionTiles() {
        return PORTION_TILES;
    }

    @Override
    public boolean has(int portion, List<TileFrame> tiles) {
        return tiles.stream().allMatch(tile -> Files.exists(file(tile)));
    }

    @Override
    public void save(int portion, List<TilePictures.Picture> pictures) throws IOException {
        for (TilePictures.Picture picture : pictures) {
            AtomicFile.write(file(picture.tile()), out -> out.write(picture.bytes()));
        }
    }

    private Path file(TileFrame tile) {
        return folder.resolve(name(names, tile) + "." + kind.ending());
    }

    /// A tile's name, unique on its grid.
    static String name(TileGrid names, TileFrame tile) {
        TileFrame named = names.frame(tile.address());
        return "x" + named.x0() + "_y" + named.y0();
    }
}
