package org.acinus.wsi.synthetic;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.acinus.wsi.synthetic.scene.Blob;
import org.acinus.wsi.synthetic.scene.Pattern;
import org.acinus.wsi.synthetic.scene.Tumour;

/// The outlines of a synthetic slide's tumours as GeoJSON for QuPath 0.4 and later, level-0 pixels.
final class TruthGeoJson {
    private static final int POINTS = 120;

    private TruthGeoJson() {}

    /// @param file the slide's name, from which the objects' identifiers follow
    static String of(String file, List<Tumour> tumours) {
        StringBuilder json = new StringBuilder("{\"type\":\"FeatureCollection\",\"features\":[");
        for (int i = 0; i < tumours.size(); i++) {
            json.append(i == 0 ? "\n" : ",\n").append(feature(file, i + 1, tumours.get(i)));
        }
        return json.append("\n]}\n").toString();
    }

    private static String feature(String file, int number, Tumour tumour) {
        UUID id = UUID.nameUUIDFromBytes((file + "#" + number).getBytes(StandardCharsets.UTF_8));
        return "{\"type\":\"Feature\",\"id\":\"" + id + "\",\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[["
                + ring(tumour.outline())
                + "]]},\"properties\":{\"objectType\":\"annotation\",\"name\":\"SYNTHETIC tumour "
                + number + "\",\"classification\":{\"name\":\""
                + tumour.pattern().label() + "\",\"color\":"
                + colour(tumour.pattern()) + "},\"isLocked\":true,\"measurements\":{},"
                + "\"metadata\":{\"origin\":\"SYNTHETIC, drawn by a program; research use only\"}}}";
    }

    private static String ring(Blob outline) {
        List<Blob.Point> points = outline.outline(POINTS);
        StringBuilder ring = new StringBuilder();
        for (Blob.Point point : points) {
            ring.append(position(point)).append(',');
        }
        return ring.append(position(points.getFirst())).toString();
    }

    private static String position(Blob.Point point) {
        return String.format(Locale.ROOT, "[%.1f,%.1f]", point.x(), point.y());
    }

    private static String colour(Pattern pattern) {
        return switch (pattern) {
            case G3 -> "[240,200,40]";
            case G4 -> "[240,130,30]";
            case G5 -> "[200,30,40]";
        };
    }
}
