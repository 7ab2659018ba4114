package org.acinus.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import org.acinus.outcome.TileResult;

/// A GeoJSON file (RFC 7946) that QuPath 0.4 and later opens: one annotation for the slide with the outcome, one
/// `tile` object a tile with its measurements, coloured by class as the heatmap is.
///
/// Coordinates are level-0 pixels, y downwards, to a hundredth: QuPath's own precision. Each object's id follows
/// from the slide's bytes, the pack and the tile's place, so a second export updates objects instead of doubling
/// them. Features are written one by one: memory does not grow with the number of tiles.
public final class QuPathGeoJsonWriter implements SlideExport {
    private static final JsonFactory JSON = new JsonFactory();

    private final QuPathFrame frame;

    /// A writer for one frame.
    public QuPathGeoJsonWriter(QuPathFrame frame) {
        this.frame = frame;
    }

    @Override
    public String fileName(String folderName) {
        return folderName + ".geojson";
    }

    @Override
    public void write(SlideReport report, OutputStream out) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            json.writeStartObject();
            json.writeStringField("type", "FeatureCollection");
            // A member that GeoJSON does not know and QuPath skips, for whoever opens the file in an editor.
            json.writeObjectFieldStart("acinus");
            QuPathFeatures features = new QuPathFeatures(json, report, frame);
            features.writeProvenance();
            json.writeEndObject();
            json.writeArrayFieldStart("features");
            features.writeSlide();
            for (TileResult tile : report.result().tiles()) {
                features.writeTile(tile);
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }
}
