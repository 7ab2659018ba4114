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
import org.acinus.tissue.TissueMask;
import org.acinus.tissue.TissueOutlines;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/// The files that `tile` writes.
final class TileFiles {
    private TileFiles() {}

    /// One line for each tile of the grid, row by row.
    static void writeCsv(Path file, CheckedTiles tiles) throws IOException {
        AtomicFile.write(file, out -> {
            // Not closed: the stream is the file's.
            Writer csv = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            csv.write("column,row,x0,y0,width0,height0,tissue,included,reason\n");
            Iterator<CheckedTiles.Candidate> all = tiles.candidates().iterator();
            while (all.hasNext()) {
                csv.write(line(all.next()));
            }
            csv.flush();
        });
    }

    private static String line(CheckedTiles.Candidate tile) {
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
                tile.verdict() instanceof CheckedTiles.Verdict.Included,
                tile.verdict().word());
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
