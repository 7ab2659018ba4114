package org.acinus.cli.slide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.acinus.export.AtomicFile;
import org.acinus.tiling.TileFrame;

/// One file a tile, named by its level-0 coordinates: `x1024_y2048.png`.
record PictureFolder(Path folder, PictureKind kind) implements TilePictures.Target {
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
        return folder.resolve(name(tile) + "." + kind.ending());
    }

    /// A tile's name, unique on its grid.
    static String name(TileFrame tile) {
        return "x" + tile.x0() + "_y" + tile.y0();
    }
}
