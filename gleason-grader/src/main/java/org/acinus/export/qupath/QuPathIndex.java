package org.acinus.export.qupath;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.acinus.export.PackNotice;
import org.acinus.heatmap.HeatColours;
import org.acinus.heatmap.HeatScale;

/// `acinus-qupath.json`: which file belongs to which slide, in which frame, and in what colours. The script reads it.
///
/// @param frame of all files
/// @param tiles how tiles appear in all files
public record QuPathIndex(List<QuPathEntry> entries, QuPathFrame frame, QuPathTiles tiles) {
    /// The file's name.
    public static final String FILE_NAME = "acinus-qupath.json";

    private static final JsonFactory JSON = new JsonFactory();
    private static final int COLOURS = 121;

    public QuPathIndex {
        entries = List.copyOf(entries);
    }

    /// Writes the index.
    ///
    /// @param out neither closed nor flushed here
    public void write(OutputStream out) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(out)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeStringField("notice", PackNotice.RESEARCH_USE);
            json.writeStringField("frame", frame.name().toLowerCase(Locale.ROOT));
            json.writeStringField("tiles", tiles.name().toLowerCase(Locale.ROOT));
            writeColours(json);
            json.writeArrayFieldStart("slides");
            for (QuPathEntry entry : entries) {
                write(json, entry);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void write(JsonGenerator json, QuPathEntry entry) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", entry.name());
        json.writeStringField("path", entry.slide().toString());
        json.writeStringField("geojson", entry.geoJson());
        json.writeStringField("notice", entry.notice());
        json.writeObjectFieldStart("bounds");
        json.writeNumberField("x", entry.bounds().x());
        json.writeNumberField("y", entry.bounds().y());
        json.writeNumberField("width", entry.bounds().width());
        json.writeNumberField("height", entry.bounds().height());
        json.writeEndObject();
        json.writeEndObject();
    }

    /// The heatmap's colours over influence in even steps: QuPath's own scales are even, the heatmap's is not.
    private static void writeColours(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("colours");
        json.writeNumberField("limit", HeatScale.LIMIT);
        writeChannel(json, "red", rgb -> rgb >> 16 & 0xFF);
        writeChannel(json, "green", rgb -> rgb >> 8 & 0xFF);
        writeChannel(json, "blue", rgb -> rgb & 0xFF);
        json.writeEndObject();
    }

    private static void writeChannel(JsonGenerator json, String name, IntUnaryOperator channel) throws IOException {
        json.writeFieldName(name);
        int[] steps = IntStream.range(0, COLOURS)
                .map(i -> HeatColours.rgb(HeatScale.position(HeatScale.LIMIT * (2.0 * i / (COLOURS - 1) - 1))))
                .map(channel)
                .toArray();
        json.writeArray(steps, 0, steps.length);
    }
}
