package org.acinus.heatmap;

import java.awt.AlphaComposite;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.List;
import org.acinus.outcome.TileResult;
import org.acinus.tiling.TileFrame;

/// The tiles as coloured rectangles, for laying over the overview.
///
/// Each pixel is replaced, not blended, by the tile drawn last: tiles that overlap do not add up to a stronger
/// colour.
///
/// @param crop the part of the slide that is shown
/// @param width of the layer in pixels
/// @param height of the layer in pixels
record HeatLayer(Crop crop, int width, int height) {
    private static final int BORDER = 0xFF707070;

    /// Draws the influence of all tiles; where nothing was tiled the layer is transparent.
    BufferedImage draw(List<TileResult> tiles) {
        return draw(tiles, HeatView.influence(HeatScale.of(tiles)));
    }

    /// Draws all tiles; where nothing was tiled, or a tile lacks the number, the layer is transparent.
    BufferedImage draw(List<TileResult> tiles, HeatView view) {
        BufferedImage layer = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = layer.createGraphics();
        try {
            graphics.setComposite(AlphaComposite.Src);
            for (TileResult tile : tiles) {
                switch (tile.state()) {
                    case SCORED -> {
                        double at = view.place().applyAsDouble(tile);
                        if (!Double.isNaN(at)) {
                            graphics.setPaint(view.colour(at));
                            graphics.fill(place(tile.frame()));
                        }
                    }
                    case EXCLUDED -> Hatching.EXCLUDED.fill(graphics, place(tile.frame()));
                    case UNREADABLE -> Hatching.UNREADABLE.fill(graphics, place(tile.frame()));
                }
            }
        } finally {
            graphics.dispose();
        }
        outline(layer);
        return layer;
    }

    /// Draws the border of all that was tiled: without it a tile of no influence looks like one that was never asked.
    private static void outline(BufferedImage layer) {
        int[] pixels = layer.getRGB(0, 0, layer.getWidth(), layer.getHeight(), null, 0, layer.getWidth());
        for (int y = 1; y < layer.getHeight() - 1; y++) {
            for (int x = 1; x < layer.getWidth() - 1; x++) {
                int at = y * layer.getWidth() + x;
                boolean inside = pixels[at] != 0;
                boolean border = pixels[at - 1] == 0
                        || pixels[at + 1] == 0
                        || pixels[at - layer.getWidth()] == 0
                        || pixels[at + layer.getWidth()] == 0;
                if (inside && border) {
                    layer.setRGB(x, y, BORDER);
                }
            }
        }
    }

    /// Pixels that a tile covers, at least one; neighbours on the grid meet without gap or seam.
    Rectangle place(TileFrame tile) {
        double acrossX = width / crop.width0();
        double acrossY = height / crop.height0();
        int left = (int) Math.floor((tile.x0() - crop.x0()) * acrossX);
        int top = (int) Math.floor((tile.y0() - crop.y0()) * acrossY);
        int right = (int) Math.floor((tile.x0() + tile.width0() - crop.x0()) * acrossX);
        int bottom = (int) Math.floor((tile.y0() + tile.height0() - crop.y0()) * acrossY);
        return new Rectangle(left, top, Math.max(1, right - left), Math.max(1, bottom - top));
    }
}
