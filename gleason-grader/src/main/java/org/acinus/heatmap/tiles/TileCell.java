package org.acinus.heatmap.tiles;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.acinus.heatmap.drawing.Lettering;
import org.acinus.heatmap.drawing.ScaleBar;

/// One tile at the size at which a person looks at it, with a length on the glass, and words below. Immutable and
/// thread-safe.
record TileCell(Lettering lettering) {
    /// Width and height of a tile on the picture.
    static final int SIDE = 232;

    /// Height of a line of words.
    static final int LINE = 22;

    private static final double LETTERS = 17;
    private static final double LONGEST_BAR = 160;

    /// Draws the pixels and the bar.
    ///
    /// @param tileMicrons width of the tile on the glass
    void draw(Graphics2D graphics, BufferedImage picture, int x, int y, double tileMicrons) {
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(picture, x, y, SIDE, SIDE, null);
        drawBar(graphics, x, y, tileMicrons);
    }

    /// White with a dark rim: it lies on tissue.
    private void drawBar(Graphics2D graphics, int x, int y, double tileMicrons) {
        ScaleBar bar = ScaleBar.of(tileMicrons / SIDE, LONGEST_BAR);
        double left = x + 10.0;
        double bottom = y + SIDE - 12.0;
        Line2D line = new Line2D.Double(left, bottom, left + bar.pixels(), bottom);
        graphics.setPaint(Color.BLACK);
        graphics.setStroke(new BasicStroke(6, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
        graphics.draw(line);
        graphics.setPaint(Color.WHITE);
        graphics.setStroke(new BasicStroke(3, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
        graphics.draw(line);
        graphics.setStroke(new BasicStroke(3));
        graphics.setPaint(Color.BLACK);
        graphics.draw(lettering.outline(bar.label(), 16, left, bottom - 8));
        graphics.setStroke(new BasicStroke());
        graphics.setPaint(Color.WHITE);
        lettering.draw(graphics, bar.label(), 16, left, bottom - 8);
    }

    /// Words as lines: as many beside each other as fit, none cut unless it alone is too long.
    ///
    /// @param width of a line
    List<String> lines(List<String> words, double width) {
        List<String> lines = new ArrayList<>();
        for (String word : words) {
            String joined = lines.isEmpty() ? word : lines.getLast() + " · " + word;
            if (!lines.isEmpty() && lettering.width(joined, LETTERS) <= width) {
                lines.set(lines.size() - 1, joined);
            } else {
                lines.add(lettering.fitted(word, LETTERS, width));
            }
        }
        return List.copyOf(lines);
    }

    /// Draws lines below a tile.
    ///
    /// @param y of the tile's upper edge
    void drawLines(Graphics2D graphics, List<String> lines, int x, int y) {
        graphics.setPaint(Color.BLACK);
        for (int i = 0; i < lines.size(); i++) {
            lettering.draw(graphics, lines.get(i), LETTERS, x, y + SIDE + 20.0 + i * LINE);
        }
    }
}
