package org.acinus.export.similar;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.acinus.export.PackNotice;
import org.acinus.export.SlideExport;
import org.acinus.export.SlideReport;
import org.acinus.mil.PackId;
import org.acinus.mil.similar.Neighbour;
import org.acinus.tiling.TileFrame;

/// `similar.json`: for programs. Names reference slides as the labels do, and no patient.
///
/// | key | value |
/// |---|---|
/// | `notice`, `demo`, `file`, `sha256`, `pack` | as in `result.json` |
/// | `encoder` | `name`, `version`, `sha256` of the pack to which tiles are alike |
/// | `slides_compared`, `case_known` | see [SimilarTiles] |
/// | `tiles` | `column`, `row`, `x0`, `y0`, `width0`, `height0`, `influence`, and `benign` and `cancer`: neighbours of
/// slides without and with cancer, nearest first, each `slide`, `sha256`, `label`, `distance` and its own `column`
/// to `height0`
/// |
public record SimilarJsonWriter(SimilarTiles found) implements SlideExport {
    /// The file's name.
    public static final String FILE = "similar.json";

    private static final JsonFactory JSON = new JsonFactory();

    @Override
    public String fileName(String folderName) {
        return FILE;
    }

    @Override
    public void write(SlideReport report, OutputStream out) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));
            json.writeStartObject();
            json.writeStringField("notice", PackNotice.RESEARCH_USE);
            json.writeBooleanField("demo", report.notice().demo());
            json.writeStringField("file", report.slide().file());
            json.writeStringField("sha256", report.result().sha256());
            writePack(json, "pack", report.notice().pack());
            writePack(json, "encoder", found.encoder());
            json.writeNumberField("slides_compared", found.compared());
            json.writeBooleanField("case_known", found.caseKnown());
            json.writeArrayFieldStart("tiles");
            for (SimilarTiles.Query tile : found.tiles()) {
                json.writeStartObject();
                writeFrame(json, tile.frame());
                json.writeNumberField("influence", tile.influence());
                writeNeighbours(json, "benign", tile.neighbours().benign());
                writeNeighbours(json, "cancer", tile.neighbours().cancer());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static void writePack(JsonGenerator json, String key, PackId pack) throws IOException {
        json.writeObjectFieldStart(key);
        json.writeStringField("name", pack.name());
        json.writeStringField("version", pack.version());
        json.writeStringField("sha256", pack.sha256());
        json.writeEndObject();
    }

    private static void writeNeighbours(JsonGenerator json, String key, List<Neighbour> neighbours) throws IOException {
        json.writeArrayFieldStart(key);
        for (Neighbour neighbour : neighbours) {
            json.writeStartObject();
            json.writeStringField("slide", neighbour.slide().slide());
            json.writeStringField("sha256", neighbour.slide().sha256());
            json.writeNumberField("label", neighbour.slide().label());
            json.writeNumberField("distance", neighbour.distance());
            writeFrame(json, neighbour.frame());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeFrame(JsonGenerator json, TileFrame frame) throws IOException {
        json.writeNumberField("column", frame.address().column());
        json.writeNumberField("row", frame.address().row());
        json.writeNumberField("x0", frame.x0());
        json.writeNumberField("y0", frame.y0());
        json.writeNumberField("width0", frame.width0());
        json.writeNumberField("height0", frame.height0());
    }
}
