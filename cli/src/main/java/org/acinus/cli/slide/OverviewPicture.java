package org.acinus.cli.slide;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.acinus.heatmap.drawing.RgbPicture;
import org.acinus.quality.Artefact;
import org.acinus.quality.CheckedTiles;
import org.acinus.quality.QualityMap;
import org.acinus.quality.QualitySummary;
import org.acinus.tiling.TileFrame;
import org.acinus.tissue.Overview;
import org.acinus.tissue.TissueOutlines;
import org.acinus.wsi.Slide;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/// `overview.png`: the slide with its tissue's outline, its artefacts in colour, the included tiles and the spoilt
/// ones, and below it what the colours mean.
final class OverviewPicture {
    /// Longer side in pixels.
    private static final int LONGEST = 1600;

    /// So narrow a slide still has room for the legend.
    private static final int NARROWEST = 420;

    private static final int LEGEND_ROW = 24;
    private static final Color OUTLINE = new Color(0, 110, 60);
    private static final Color INCLUDED = new Color(20, 60, 200, 150);
    private static final Color SPOILT = new Color(200, 0, 0, 200);
    private static final int ARTEFACT_ALPHA = 150;

    private final CheckedTiles tiles;
    private final Overview overview;
    private final double scale;

    private OverviewPicture(Slide slide, CheckedTiles tiles) {
        this.tiles = tiles;
        this.overview = Overview.within(slide, LONGEST);
        this.scale = 1 / overview.pixels0PerPixel();
    }

    /// Draws and writes it.
    static void write(Path file, Slide slide, CheckedTiles tiles) throws IOException {
        Pictures.writePng(new OverviewPicture(slide, tiles).draw(), file);
    }

    private BufferedImage draw() {
        BufferedImage slide = RgbPicture.of(overview.picture());
        tiles.quality().ifPresent(map -> tint(slide, map));
        int rows = 2 + found().size();
        BufferedImage picture = new BufferedImage(
                Math.max(NARROWEST, slide.getWidth()),
                slide.getHeight() + rows * LEGEND_ROW + LEGEND_ROW / 2,
                BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = picture.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, picture.getWidth(), picture.getHeight());
        graphics.drawImage(slide, 0, 0, null);
        drawTiles(graphics);
        graphics.setColor(OUTLINE);
        graphics.setStroke(new BasicStroke(2));
        TissueOutlines.of(tiles.tissue().mask()).forEach(outline -> graphics.draw(path(outline)));
        drawLegend(graphics, slide.getHeight());
        graphics.dispose();
        return picture;
    }

    private void tint(BufferedImage picture, QualityMap map) {
        double cells = overview.pixels0PerPixel() / map.pixels0PerCell();
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                int column = Math.min(map.width() - 1, (int) ((x + 0.5) * cells));
                int row = Math.min(map.height() - 1, (int) ((y + 0.5) * cells));
                Optional<Artefact> kind = map.at(column, row);
                if (kind.isPresent()) {
                    picture.setRGB(x, y, mixed(picture.getRGB(x, y), ArtefactColours.of(kind.get())));
                }
            }
        }
    }

    private static int mixed(int rgb, Color over) {
        int red = mixed((rgb >> 16) & 255, over.getRed());
        int green = mixed((rgb >> 8) & 255, over.getGreen());
        return (red << 16) | (green << 8) | mixed(rgb & 255, over.getBlue());
    }

    private static int mixed(int under, int over) {
        return (under * (255 - ARTEFACT_ALPHA) + over * ARTEFACT_ALPHA) / 255;
    }

    private void drawTiles(Graphics2D graphics) {
        graphics.setStroke(new BasicStroke(1));
        tiles.candidates().forEach(tile -> {
            if (tile.verdict() instanceof CheckedTiles.Verdict.Included) {
                graphics.setColor(INCLUDED);
                graphics.draw(box(tile.frame()));
            } else if (tile.verdict() instanceof CheckedTiles.Verdict.Spoilt) {
                graphics.setColor(SPOILT);
                Rectangle2D box = box(tile.frame());
                graphics.draw(box);
                graphics.drawLine((int) box.getMinX(), (int) box.getMinY(), (int) box.getMaxX(), (int) box.getMaxY());
            }
        });
    }

    private Rectangle2D box(TileFrame tile) {
        return new Rectangle2D.Double(
                tile.x0() * scale, tile.y0() * scale, tile.width0() * scale, tile.height0() * scale);
    }

    private Map<Artefact, Double> found() {
        return tiles.summary().map(QualitySummary::shares).orElse(Map.of()).entrySet().stream()
                .filter(share -> share.getValue() > 0)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, TreeMap::new));
    }

    private void drawLegend(Graphics2D graphics, int top) {
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 15));
        int row = top + LEGEND_ROW / 3;
        drawRow(graphics, row, OUTLINE, "tissue; included tiles are blue, spoilt ones red and crossed out");
        row += LEGEND_ROW;
        for (Map.Entry<Artefact, Double> kind : found().entrySet()) {
            String share = String.format(Locale.ROOT, "%.2f %% of the tissue", 100 * kind.getValue());
            drawRow(
                    graphics,
                    row,
                    ArtefactColours.of(kind.getKey()),
                    kind.getKey().words() + ": " + share);
            row += LEGEND_ROW;
        }
        String checked = tiles.quality().isEmpty()
                ? "artefacts were not looked for"
                : found().isEmpty() ? "no artefacts found" : "research use only";
        graphics.setColor(Color.DARK_GRAY);
        graphics.drawString(checked, 8, row + LEGEND_ROW / 2 + 4);
    }

    private static void drawRow(Graphics2D graphics, int top, Color colour, String text) {
        graphics.setColor(colour);
        graphics.fillRect(8, top, LEGEND_ROW - 8, LEGEND_ROW - 8);
        graphics.setColor(Color.BLACK);
        graphics.drawString(text, LEGEND_ROW + 10, top + LEGEND_ROW / 2 + 1);
    }

    private Path2D path(Polygon outline) {
        Path2D path = new Path2D.Double(Path2D.WIND_EVEN_ODD);
        append(path, outline.getExteriorRing());
        for (int hole = 0; hole < outline.getNumInteriorRing(); hole++) {
            append(path, outline.getInteriorRingN(hole));
        }
        return path;
    }

    private void append(Path2D path, LinearRing ring) {
        Coordinate[] points = ring.getCoordinates();
        path.moveTo(points[0].x * scale, points[0].y * scale);
        for (int i = 1; i < points.length; i++) {
            path.lineTo(points[i].x * scale, points[i].y * scale);
        }
        path.closePath();
    }
}
