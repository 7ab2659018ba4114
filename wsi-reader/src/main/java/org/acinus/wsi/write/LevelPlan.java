package org.acinus.wsi.write;

import java.util.ArrayList;
import java.util.List;

/// Sizes of a pyramid's levels and of its thumbnail.
///
/// Level n + 1 has `floor(size / step)` pixels of level n: only whole blocks are averaged, as Aperio does it.
///
/// @param levels finest first
/// @param thumbnail at most 1024 px on its longer side, and no larger than the level that it is made from: the
///     second where there is one
record LevelPlan(List<Size> levels, Size thumbnail) {
    private static final int THUMBNAIL_PIXELS = 1024;

    /// A width and a height in pixels.
    record Size(long width, long height) {
        long longerSide() {
            return Math.max(width, height);
        }

        long tilesAcross(int tilePixels) {
            return Math.ceilDiv(width, tilePixels);
        }

        long tilesDown(int tilePixels) {
            return Math.ceilDiv(height, tilePixels);
        }

        long tiles(int tilePixels) {
            return tilesAcross(tilePixels) * tilesDown(tilePixels);
        }

        String inWords() {
            return width + "x" + height;
        }
    }

    LevelPlan {
        levels = List.copyOf(levels);
    }

    static LevelPlan of(long width, long height, PyramidSpec spec) {
        List<Size> levels = new ArrayList<>();
        Size size = new Size(width, height);
        levels.add(size);
        while (size.longerSide() > spec.coarsestPixels() && Math.min(size.width, size.height) >= spec.step()) {
            size = new Size(size.width / spec.step(), size.height / spec.step());
            levels.add(size);
        }
        return new LevelPlan(levels, thumbnailOf(levels.get(levels.size() > 1 ? 1 : 0)));
    }

    private static Size thumbnailOf(Size level) {
        long longer = level.longerSide();
        if (longer <= THUMBNAIL_PIXELS) {
            return level;
        }
        return new Size(
                Math.ceilDiv(level.width * THUMBNAIL_PIXELS, longer),
                Math.ceilDiv(level.height * THUMBNAIL_PIXELS, longer));
    }

    /// Stored tiles of all levels.
    long tiles(int tilePixels) {
        return levels.stream().mapToLong(level -> level.tiles(tilePixels)).sum();
    }
}
