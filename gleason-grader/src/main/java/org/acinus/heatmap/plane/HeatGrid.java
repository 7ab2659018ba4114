package org.acinus.heatmap.plane;

import java.util.List;
import org.acinus.outcome.TileResult;
import org.acinus.tiling.TileFrame;
import org.acinus.wsi.metadata.Bounds;

/// Where the pixels of a heatmap's planes lie on the slide.
///
/// Pixel (i, j) covers `[left0 + i · pixelWidth0, left0 + (i + 1) · pixelWidth0)` and so on downwards. Eight pixels
/// make a tile along each side, so that tiles without overlap lie on whole pixels, less the part of a level-0 pixel by
/// which a tile's origin is rounded.
///
/// @param left0 left edge of the planes in level-0 pixels of the whole slide
/// @param top0 upper edge of the planes in level-0 pixels of the whole slide
/// @param pixelWidth0 level-0 pixels
/// @param pixelHeight0 level-0 pixels
/// @param width of the planes in pixels
/// @param height of the planes in pixels
public record HeatGrid(long left0, long top0, double pixelWidth0, double pixelHeight0, int width, int height) {
    /// Pixels that a tile's side takes.
    public static final int PIXELS_PER_TILE = 8;

    /// The pixel of a slide without tiles, in level-0 pixels.
    private static final double EMPTY_PIXEL0 = 64;

    /// The grid over a part of a slide.
    ///
    /// @param area the whole of level 0, or its scanned part
    /// @param tiles of the slide; all have one size
    public static HeatGrid over(Bounds area, List<TileResult> tiles) {
        double width0 = EMPTY_PIXEL0;
        double height0 = EMPTY_PIXEL0;
        if (!tiles.isEmpty()) {
            TileFrame tile = tiles.getFirst().frame();
            width0 = tile.width0() / PIXELS_PER_TILE;
            height0 = tile.height0() / PIXELS_PER_TILE;
        }
        return new HeatGrid(
                area.x(), area.y(), width0, height0, (int) Math.max(1, Math.ceil(area.width() / width0)), (int)
                        Math.max(1, Math.ceil(area.height() / height0)));
    }

    /// A place along x in pixels of the planes.
    double x(double x0) {
        return (x0 - left0) / pixelWidth0;
    }

    /// A place along y in pixels of the planes.
    double y(double y0) {
        return (y0 - top0) / pixelHeight0;
    }
}
