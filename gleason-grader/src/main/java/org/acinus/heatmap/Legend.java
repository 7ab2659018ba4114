package org.acinus.heatmap;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.geom.Line2D;
import java.util.List;
import java.util.Locale;
import org.acinus.heatmap.drawing.Lettering;
import org.acinus.heatmap.drawing.ScaleBar;
import org.acinus.outcome.TileResult;
import org.acinus.outcome.TileResult.State;

/// What colours and hatchings mean, and how long a millimetre is.
///
/// @param lettering draws the words
/// @param area where the legend lies
record Legend(Lettering lettering, Rectangle area) {
    private static final double SIZE = 18;
    private static final int BAR_HEIGHT = 26;
    private static final int COLUMN_GAP = 48;
    /// Pale tissue as the heat panel shows it: the legend's colours lie over the same ground as the tiles'.
    private static final int GROUND = 0xE1E1E1;

    void draw(Graphics2D graphics, List<TileResult> tiles, ScaleBar bar, HeatView view) {
        int barWidth = (area.width - COLUMN_GAP / 2) / 2;
        if (tiles.stream().anyMatch(tile -> tile.state() == State.SCORED)) {
            drawScale(graphics, new Rectangle(area.x, area.y + 32, barWidth, BAR_HEIGHT), view);
        } else {
            text(graphics, "No tile went to the model.", area.x, area.y + 20);
        }
        int keyLeft = area.x + barWidth + COLUMN_GAP;
        drawKey(graphics, tiles, keyLeft);
        drawScaleBar(graphics, bar, area.x + area.width - (int) Math.ceil(bar.pixels()));
    }

    private void drawScale(Graphics2D graphics, Rectangle bar, HeatView view) {
        text(graphics, lettering.fitted(view.title(), SIZE, bar.width), bar.x, area.y + 20);
        for (int x = 0; x < bar.width; x++) {
            graphics.setPaint(new Color(HeatColours.over(view.colour(view.at((x + 0.5) / bar.width)), GROUND)));
            // Two, since between edges of one that is enlarged white would show.
            graphics.fillRect(bar.x + x, bar.y, Math.min(2, bar.width - x), bar.height);
        }
        graphics.setPaint(Color.DARK_GRAY);
        graphics.draw(bar);
        int bottom = bar.y + bar.height;
        for (HeatView.Tick tick : view.ticks()) {
            double x = bar.x + view.along(tick.place()) * bar.width;
            graphics.draw(new Line2D.Double(x, bottom, x, bottom + 6));
            String label = tick.label();
            double width = lettering.width(label, SIZE);
            text(graphics, label, Math.clamp(x - width / 2, bar.x, bar.x + bar.width - width), bottom + 24);
        }
        if (view.signed()) {
            text(graphics, view.low(), bar.x, bottom + 50);
            text(graphics, view.high(), bar.x + bar.width - lettering.width(view.high(), SIZE), bottom + 50);
        }
        String same = "same on every slide";
        text(graphics, same, bar.x + (bar.width - lettering.width(same, SIZE)) / 2, bottom + 50);
    }

    private void drawKey(Graphics2D graphics, List<TileResult> tiles, int left) {
        text(graphics, count(tiles, State.SCORED) + " tiles scored", left, area.y + 20);
        Hatching.EXCLUDED.sample(graphics, new Rectangle(left, area.y + 34, 40, 22));
        text(graphics, count(tiles, State.EXCLUDED) + " excluded", left + 52, area.y + 52);
        Hatching.UNREADABLE.sample(graphics, new Rectangle(left, area.y + 66, 40, 22));
        text(graphics, count(tiles, State.UNREADABLE) + " unreadable", left + 52, area.y + 84);
        text(graphics, "outside the lines: too little tissue for a tile", left, area.y + 116);
    }

    private static String count(List<TileResult> tiles, State state) {
        long count = tiles.stream().filter(tile -> tile.state() == state).count();
        return String.format(Locale.ROOT, "%,d", count);
    }

    private void drawScaleBar(Graphics2D graphics, ScaleBar bar, int left) {
        double y = area.y + 46;
        double right = left + bar.pixels();
        graphics.setPaint(Color.BLACK);
        graphics.setStroke(new BasicStroke(4, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
        graphics.draw(new Line2D.Double(left, y, right, y));
        graphics.setStroke(new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
        graphics.draw(new Line2D.Double(left + 1, y - 7, left + 1, y + 7));
        graphics.draw(new Line2D.Double(right - 1, y - 7, right - 1, y + 7));
        graphics.setStroke(new BasicStroke());
        double width = lettering.width(bar.label(), SIZE);
        text(graphics, bar.label(), left + (bar.pixels() - width) / 2, area.y + 72);
    }

    private void text(Graphics2D graphics, String words, double x, double baseline) {
        graphics.setPaint(Color.BLACK);
        lettering.draw(graphics, words, SIZE, x, baseline);
    }
}
