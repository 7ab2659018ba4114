package org.acinus.heatmap.tiles;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.List;
import org.acinus.heatmap.HeatColours;
import org.acinus.heatmap.drawing.Caption;
import org.acinus.heatmap.drawing.GreyPicture;
import org.acinus.heatmap.drawing.Lettering;
import org.acinus.heatmap.drawing.PictureHeader;
import org.acinus.mil.ActivationMap;

/// Draws tiles beside each other, each plain and, where it has a map, with the map over it.
///
/// Maps are coarse, seven places a side for most encoders; they are drawn interpolated between the places' centres, in
/// the heatmap's colours, over the tile in grey. Each tile has a scale of its own, whose end is its loudest place: how
/// loud the tile is, is told in words. Immutable and thread-safe.
public final class MontagePicture {
    private static final int CELL = TileCell.SIDE;
    private static final int GAP = 16;
    private static final int TITLE = 48;
    private static final int ACROSS = 4;
    private static final int MARGIN = PictureHeader.MARGIN;
    private static final int LEGEND = 110;
    private static final Color FRAME = new Color(0x9E9E9E);

    private final Lettering lettering = Lettering.load();
    private final PictureHeader header = new PictureHeader(lettering);
    private final TileCell tiles = new TileCell(lettering);

    /// Draws one slide's tiles.
    ///
    /// @param tileMicrons width of a tile on the glass
    /// @param caption which slide, what the picture shows, who says so
    public BufferedImage draw(List<MontageRow> rows, double tileMicrons, Caption caption) {
        boolean mapped = rows.stream()
                .anyMatch(
                        row -> row.tiles().stream().anyMatch(tile -> tile.map().isPresent()));
        int cell = mapped ? 2 * CELL + 2 : CELL;
        int across = mapped ? ACROSS : 2 * ACROSS;
        int width = 2 * MARGIN + across * cell + (across - 1) * GAP;
        int top = PictureHeader.height(caption);
        int height = top
                + rows.stream().mapToInt(row -> rowHeight(row, across, cell)).sum()
                + (mapped ? LEGEND : MARGIN);
        return header.picture(width, height, caption, graphics -> {
            int y = top;
            for (MontageRow row : rows) {
                drawRow(graphics, row, new Rectangle(MARGIN, y, cell, across), tileMicrons);
                y += rowHeight(row, across, cell);
            }
            if (mapped) {
                drawLegend(graphics, y);
            }
        });
    }

    private int rowHeight(MontageRow row, int across, int cell) {
        return TITLE + Math.ceilDiv(row.tiles().size(), across) * lineHeight(row, cell);
    }

    /// From one line of tiles to the next: all have room for the most words that one has.
    private int lineHeight(MontageRow row, int cell) {
        int words = row.tiles().stream()
                .mapToInt(tile -> tiles.lines(tile.words(), cell).size())
                .max()
                .orElse(0);
        return CELL + words * TileCell.LINE + GAP;
    }

    /// @param place x and y of the first cell's row, its width, and how many cells lie beside each other
    private void drawRow(Graphics2D graphics, MontageRow row, Rectangle place, double tileMicrons) {
        graphics.setPaint(Color.BLACK);
        lettering.draw(graphics, row.title(), 21, place.x, place.y + 34.0);
        for (int i = 0; i < row.tiles().size(); i++) {
            int x = place.x + i % place.height * (place.width + GAP);
            int y = place.y + TITLE + i / place.height * lineHeight(row, place.width);
            MontageTile tile = row.tiles().get(i);
            tiles.draw(graphics, tile.picture(), x, y, tileMicrons);
            int framed = CELL;
            if (tile.map().isPresent()) {
                graphics.drawImage(mapped(tile, tile.map().get()), x + CELL + 2, y, CELL, CELL, null);
                framed = 2 * CELL + 2;
            }
            graphics.setPaint(FRAME);
            graphics.drawRect(x - 1, y - 1, framed + 1, CELL + 1);
            tiles.drawLines(graphics, tiles.lines(tile.words(), place.width), x, y);
        }
    }

    private static BufferedImage mapped(MontageTile tile, ActivationMap map) {
        BufferedImage grey = GreyPicture.of(tile.picture());
        int width = grey.getWidth();
        int height = grey.getHeight();
        double loudest = loudest(map);
        for (int y = 0; y < height; y++) {
            double row = (y + 0.5) * map.height() / height - 0.5;
            for (int x = 0; x < width; x++) {
                double column = (x + 0.5) * map.width() / width - 0.5;
                double place = loudest == 0 ? 0 : between(map, row, column) / loudest;
                Color heat = HeatColours.translucent(Math.clamp(place, -1, 1));
                grey.setRGB(x, y, HeatColours.over(heat, grey.getRGB(x, y)));
            }
        }
        return grey;
    }

    private static double loudest(ActivationMap map) {
        double loudest = 0;
        for (int row = 0; row < map.height(); row++) {
            for (int column = 0; column < map.width(); column++) {
                loudest = Math.max(loudest, Math.abs(map.share(row, column)));
            }
        }
        return loudest;
    }

    /// Bilinear between the places' centres, constant beyond the outermost.
    static double between(ActivationMap map, double row, double column) {
        int top = (int) Math.clamp(Math.floor(row), 0, map.height() - 1.0);
        int left = (int) Math.clamp(Math.floor(column), 0, map.width() - 1.0);
        int bottom = Math.min(top + 1, map.height() - 1);
        int right = Math.min(left + 1, map.width() - 1);
        double down = Math.clamp(row - top, 0, 1);
        double across = Math.clamp(column - left, 0, 1);
        return (1 - down) * ((1 - across) * map.share(top, left) + across * map.share(top, right))
                + down * ((1 - across) * map.share(bottom, left) + across * map.share(bottom, right));
    }

    private void drawLegend(Graphics2D graphics, int top) {
        Rectangle bar = new Rectangle(MARGIN, top + 36, 720, 24);
        graphics.setPaint(Color.BLACK);
        lettering.draw(
                graphics,
                "Right half: which places spoke for the tile's answer. Full colour is the tile's own loudest place.",
                18,
                MARGIN,
                top + 24.0);
        for (int x = 0; x < bar.width; x++) {
            Color heat = HeatColours.translucent(2 * (x + 0.5) / bar.width - 1);
            graphics.setPaint(new Color(HeatColours.over(heat, 0xE1E1E1)));
            graphics.fillRect(bar.x + x, bar.y, 1, bar.height);
        }
        graphics.setPaint(Color.DARK_GRAY);
        graphics.draw(bar);
        graphics.setPaint(Color.BLACK);
        double baseline = bar.y + bar.height + 20.0;
        lettering.draw(graphics, "towards benign", 17, bar.x, baseline);
        String cancer = "towards cancer";
        lettering.draw(graphics, cancer, 17, bar.x + bar.width - lettering.width(cancer, 17), baseline);
    }
}
