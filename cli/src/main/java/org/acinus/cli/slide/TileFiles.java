package org.acinus.cli.slide;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.acinus.cli.terminal.Json;
import org.acinus.export.AtomicFile;
import org.acinus.tissue.Overview;
import org.acinus.tissue.TissueMask;
import org.acinus.tissue.TissueOutlines;
import org.acinus.tissue.TissueTiles;
import org.acinus.wsi.Slide;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/// The files that `tile` writes.
final class TileFiles {
    /// Longer side of overview.png in pixels.
    private static final int OVERVIEW_PIXELS = 1600;

    private static final Color OUTLINE = new Color(0, 110, 60);
    private static final Color TILE = new Color(20, 60, 200, 150);

    private TileFiles() {}

    /// One line for each tile of the grid, row by row.
    static void writeCsv(Path file, TissueTiles tiles) throws IOException {
        AtomicFile.write(file, out -> {
            // Not closed: the stream is the file's.
            Writer csv = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            csv.write("column,row,x0,y0,width0,height0,tissue,included,reason\n");
            Iterator<TissueTiles.Candidate> all = tiles.candidates().iterator();
            while (all.hasNext()) {
                csv.write(line(all.next()));
            }
            csv.flush();
        });
    }

    private static String line(TissueTiles.Candidate tile) {
        boolean included = tile.verdict() == TissueTiles.Verdict.INCLUDED;
        return String.format(
                Locale.ROOT,
                "%d,%d,%d,%d,%s,%s,%.4f,%b,%s\n",
                tile.frame().address().column(),
                tile.frame().address().row(),
                tile.frame().x0(),
                tile.frame().y0(),
                tile.frame().width0(),
                tile.frame().height0(),
                tile.tissue(),
                included,
                included ? "" : tile.verdict().name());
    }

    /// The tissue's outlines for QuPath, in level-0 pixels.
    static void writeTissue(Path file, TissueMask mask) throws IOException {
        ObjectNode collection = Json.object().put("type", "FeatureCollection");
        ArrayNode features = collection.putArray("features");
        List<Polygon> outlines = TissueOutlines.of(mask);
        for (int i = 0; i < outlines.size(); i++) {
            ObjectNode feature = features.addObject().put("type", "Feature");
            feature.put(
                    "id",
                    UUID.nameUUIDFromBytes(("tissue " + i).getBytes(StandardCharsets.UTF_8))
                            .toString());
            ArrayNode rings =
                    feature.putObject("geometry").put("type", "Polygon").putArray("coordinates");
            addRing(rings, outlines.get(i).getExteriorRing());
            for (int hole = 0; hole < outlines.get(i).getNumInteriorRing(); hole++) {
                addRing(rings, outlines.get(i).getInteriorRingN(hole));
            }
            ObjectNode properties = feature.putObject("properties").put("objectType", "annotation");
            properties
                    .putObject("classification")
                    .put("name", "Tissue")
                    .putArray("color")
                    .add(0)
                    .add(110)
                    .add(60);
            properties.put("isLocked", true);
        }
        byte[] text = Json.pretty(collection).getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, out -> out.write(text));
    }

    private static void addRing(ArrayNode rings, LinearRing ring) {
        ArrayNode points = rings.addArray();
        for (Coordinate point : ring.getCoordinates()) {
            points.addArray().add(point.x).add(point.y);
        }
    }

    /// The slide with the tissue's outline and the included tiles drawn over it.
    static void writeOverview(Path file, Slide slide, TissueTiles tiles) throws IOException {
        Overview overview = Overview.within(slide, OVERVIEW_PIXELS);
        BufferedImage picture = Pictures.toImage(overview.picture());
        Graphics2D graphics = picture.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        double scale = 1 / overview.pixels0PerPixel();
        graphics.setColor(TILE);
        tiles.plan()
                .tiles()
                .forEach(tile -> graphics.draw(new Rectangle2D.Double(
                        tile.x0() * scale, tile.y0() * scale, tile.width0() * scale, tile.height0() * scale)));
        graphics.setColor(OUTLINE);
        graphics.setStroke(new BasicStroke(2));
        TissueOutlines.of(tiles.mask()).forEach(outline -> graphics.draw(path(outline, scale)));
        graphics.dispose();
        Pictures.writePng(picture, file);
    }

    private static Path2D path(Polygon outline, double scale) {
        Path2D path = new Path2D.Double(Path2D.WIND_EVEN_ODD);
        append(path, outline.getExteriorRing(), scale);
        for (int hole = 0; hole < outline.getNumInteriorRing(); hole++) {
            append(path, outline.getInteriorRingN(hole), scale);
        }
        return path;
    }

    private static void append(Path2D path, LinearRing ring, double scale) {
        Coordinate[] points = ring.getCoordinates();
        path.moveTo(points[0].x * scale, points[0].y * scale);
        for (int i = 1; i < points.length; i++) {
            path.lineTo(points[i].x * scale, points[i].y * scale);
        }
        path.closePath();
    }
}
