package org.acinus.heatmap.tiles;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import org.acinus.heatmap.drawing.Caption;
import org.acinus.heatmap.drawing.Lettering;
import org.acinus.heatmap.drawing.PictureHeader;

/// Draws tiles beside the nearest tiles of slides without and with cancer, two tiles with their neighbours across.
///
/// What is what stands above each picture in words; the colour of its frame says it again. Immutable and thread-safe.
public final class ContrastPicture {
    private static final int CELL = TileCell.SIDE;
    private static final int GAP = 10;
    private static final int BETWEEN = 36;
    private static final int ACROSS = 2;
    private static final int TITLE = 40;
    private static final int HEAD = 26;
    private static final int BELOW = 20;
    private static final int MARGIN = PictureHeader.MARGIN;
    private static final int PANEL = 3 * CELL + 2 * GAP;
    private static final Color OWN = new Color(0x616161);
    private static final Color BENIGN = new Color(0x2E7D32);
    private static final Color CANCER = PictureHeader.BANNER;
    private static final Color EMPTY = new Color(0xEEEEEE);

    private final Lettering lettering = Lettering.load();
    private final PictureHeader header = new PictureHeader(lettering);
    private final TileCell tiles = new TileCell(lettering);

    /// Draws one slide's tiles.
    ///
    /// @param panels at least one
    /// @param tileMicrons width of every tile on the glass
    /// @param caption which slide, what the picture shows, who says so
    public BufferedImage draw(List<ContrastPanel> panels, double tileMicrons, Caption caption) {
        int width = 2 * MARGIN + ACROSS * PANEL + (ACROSS - 1) * BETWEEN;
        int top = PictureHeader.height(caption);
        int panelHeight = TITLE + HEAD + CELL + words(panels) * TileCell.LINE + BELOW;
        int height = top + Math.ceilDiv(panels.size(), ACROSS) * panelHeight + MARGIN / 2;
        return header.picture(width, height, caption, graphics -> {
            for (int i = 0; i < panels.size(); i++) {
                int x = MARGIN + i % ACROSS * (PANEL + BETWEEN);
                drawPanel(graphics, panels.get(i), x, top + i / ACROSS * panelHeight, tileMicrons);
            }
        });
    }

    /// Most lines of words that a tile has.
    private int words(List<ContrastPanel> panels) {
        return panels.stream()
                .flatMap(panel -> List.of(Optional.of(panel.tile()), panel.benign(), panel.cancer()).stream())
                .flatMap(Optional::stream)
                .mapToInt(tile -> tiles.lines(tile.words(), CELL).size())
                .max()
                .orElse(0);
    }

    private void drawPanel(Graphics2D graphics, ContrastPanel panel, int x, int y, double tileMicrons) {
        graphics.setPaint(Color.BLACK);
        lettering.draw(graphics, lettering.fitted(panel.title(), 21, PANEL), 21, x, y + 28.0);
        int row = y + TITLE;
        drawTile(graphics, new Place("this slide", OWN, x, row), Optional.of(panel.tile()), tileMicrons);
        int second = x + CELL + GAP;
        drawTile(graphics, new Place("slide without cancer", BENIGN, second, row), panel.benign(), tileMicrons);
        int third = second + CELL + GAP;
        drawTile(graphics, new Place("slide with cancer", CANCER, third, row), panel.cancer(), tileMicrons);
    }

    /// Where a tile stands, and what it is.
    private record Place(String head, Color colour, int x, int y) {}

    private void drawTile(Graphics2D graphics, Place place, Optional<ContrastTile> tile, double tileMicrons) {
        int y = place.y() + HEAD;
        graphics.setPaint(place.colour());
        lettering.draw(graphics, lettering.fitted(place.head(), 16, CELL), 16, place.x(), place.y() + 17.0);
        Optional<BufferedImage> picture = tile.flatMap(ContrastTile::picture);
        if (picture.isPresent()) {
            tiles.draw(graphics, picture.get(), place.x(), y, tileMicrons);
        } else {
            graphics.setPaint(EMPTY);
            graphics.fillRect(place.x(), y, CELL, CELL);
            graphics.setPaint(Color.DARK_GRAY);
            String why = tile.isPresent() ? "its slide cannot be read" : "none to compare";
            lettering.draw(graphics, why, 17, place.x() + 16.0, y + CELL / 2.0);
        }
        graphics.setPaint(place.colour());
        graphics.setStroke(new BasicStroke(3));
        graphics.drawRect(place.x() + 1, y + 1, CELL - 3, CELL - 3);
        tile.ifPresent(known -> tiles.drawLines(graphics, tiles.lines(known.words(), CELL), place.x(), y));
    }
}
