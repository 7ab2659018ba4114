package org.acinus.cli.slide;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import org.acinus.quality.CheckedTiles;
import org.acinus.tiling.TileFrame;
import org.acinus.tiling.TileGrid;
import org.acinus.tissue.TissueMask;
import org.acinus.tissue.TissueOutlines;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/// The files that `tile` writes.
final class TileFiles {
    private TileFiles() {}

    /// One line for each tile of a grid, row by row.
    ///
    /// @param tiles as they were judged
    /// @param grid theirs, or one about the same centres: then `tissue` is that of its own tile, and `included` and
    ///     `reason` are those of the tile that was judged
    static void writeCsv(Path file, CheckedTiles tiles, TileGrid grid) throws IOException {
        AtomicFile.write(file, out -> {
            // Not closed: the stream is the file's.
            Writer csv = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            csv.write("column,row,x0,y0,width0,height0,tissue,included,reason\n");
            Iterator<CheckedTiles.Candidate> all = tiles.candidates().iterator();
            while (all.hasNext()) {
                CheckedTiles.Candidate judged = all.next();
                TileFrame shown = grid.frame(judged.frame().address());
                double tissue = shown.equals(judged.frame())
                        ? judged.tissue()
                        : tiles.tissue().mask().coverage(shown);
                csv.write(line(shown, tissue, judged.verdict()));
            }
            csv.flush();
        });
    }

    private static String line(TileFrame tile, double tissue, CheckedTiles.Verdict verdict) {
        return String.format(
                Locale.ROOT,
                "%d,%d,%d,%d,%s,%s,%.4f,%b,%s\n",
                tile.address().column(),
                tile.address().row(),
                tile.x0(),
                tile.y0(),
                tile.width0(),
                tile.height0(),
                tissue,
                verdict instanceof CheckedTiles.Verdict.Included,
                verdict.word());
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
}
