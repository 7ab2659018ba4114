package org.acinus.export;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.acinus.heatmap.HeatScale;
import org.acinus.outcome.Assessment;
import org.acinus.outcome.TileResult;
import org.acinus.outcome.TileResult.TileScore;
import org.acinus.tiling.TileFrame;
import org.acinus.wsi.Bounds;

/// Writes one slide's features, one at a time, as QuPath reads them. One thread at a time; the generator is the
/// caller's.
final class QuPathFeatures {
    /// QuPath keeps coordinates to a hundredth of a pixel.
    private static final int DECIMALS = 2;

    private final JsonGenerator json;
    private final SlideReport report;
    private final QuPathFrame frame;
    private final HeatScale scale;

    QuPathFeatures(JsonGenerator json, SlideReport report, QuPathFrame frame) {
        this.json = json;
        this.report = report;
        this.frame = frame;
        this.scale = HeatScale.of(report.result().tiles());
    }

    /// Who said what on which terms, as fields of the object that is open.
    void writeProvenance() throws IOException {
        PackNotice notice = report.notice();
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put("Notice", PackNotice.RESEARCH_USE);
        notice.demoSentence().ifPresent(sentence -> entries.put("Demo", sentence));
        entries.put("Slide", report.slide().file());
        entries.put("Outcome", report.outcomeLabel());
        report.result().outcome().explanation().ifPresent(reason -> entries.put("Reason", reason));
        entries.put("Pack", notice.label());
        entries.put("Pack sha256", notice.pack().sha256());
        entries.put("Licence", notice.licence());
        entries.put("Model card", notice.card());
        entries.put("Frame", frame.name().toLowerCase(Locale.ROOT));
        for (Map.Entry<String, String> entry : entries.entrySet()) {
            json.writeStringField(entry.getKey(), entry.getValue());
        }
    }

    /// The scanned part as one locked annotation with the outcome.
    void writeSlide() throws IOException {
        Bounds bounds = report.slide().bounds();
        writeStart("slide");
        writeRectangle(bounds.x(), bounds.y(), (double) bounds.width(), (double) bounds.height());
        json.writeObjectFieldStart("properties");
        json.writeStringField("objectType", "annotation");
        json.writeStringField("name", slideName());
        json.writeBooleanField("isLocked", true);
        json.writeObjectFieldStart("measurements");
        Optional<Assessment> assessment = report.result().outcome().modelAssessment();
        if (assessment.isPresent()) {
            writeMeasurement("Cancer probability", assessment.get().cancerProbability());
            writeMeasurement("Confidence", assessment.get().confidence());
        }
        writeMeasurement("Tiles", report.result().tilesTotal());
        writeMeasurement("Tiles unreadable", report.result().tilesUnreadable());
        json.writeEndObject();
        json.writeObjectFieldStart("metadata");
        writeProvenance();
        json.writeEndObject();
        writeEnd();
    }

    private String slideName() {
        PackNotice notice = report.notice();
        String mark = notice.demo() ? PackNotice.DEMO + " " : "";
        return mark + report.outcomeLabel() + " by " + notice.label() + ". " + PackNotice.RESEARCH_USE;
    }

    /// One tile with its class, and its measurements or the reason why it has none.
    void writeTile(TileResult tile) throws IOException {
        TileFrame place = tile.frame();
        String address = place.address().column() + "," + place.address().row();
        writeStart(address);
        writeRectangle(place.x0(), place.y0(), place.width0(), place.height0());
        json.writeObjectFieldStart("properties");
        json.writeStringField("objectType", "tile");
        json.writeStringField("name", address);
        writeClass(TileClass.of(tile, scale));
        json.writeBooleanField("isLocked", true);
        if (tile.score().isPresent()) {
            writeScore(tile.score().get());
        } else if (tile.reason().isPresent()) {
            json.writeObjectFieldStart("metadata");
            json.writeStringField("Reason", tile.reason().get());
            json.writeEndObject();
        }
        writeEnd();
    }

    private void writeScore(TileScore score) throws IOException {
        json.writeObjectFieldStart("measurements");
        writeMeasurement("Attention", score.attention());
        writeMeasurement("Attention x tiles", scale.relativeAttention(score));
        writeMeasurement("Contribution", score.contribution());
        writeMeasurement("Influence", scale.influence(score));
        if (score.cancerProbability().isPresent()) {
            writeMeasurement("Cancer probability", score.cancerProbability().getAsDouble());
        }
        json.writeEndObject();
    }

    private void writeStart(String part) throws IOException {
        String name = report.result().sha256() + " " + report.result().pack().sha256() + " " + part;
        // A line a feature: the file can be looked at and compared line by line.
        json.writeRaw('\n');
        json.writeStartObject();
        json.writeStringField("type", "Feature");
        json.writeStringField(
                "id",
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString());
    }

    private void writeEnd() throws IOException {
        json.writeEndObject();
        json.writeEndObject();
    }

    private void writeClass(TileClass tileClass) throws IOException {
        json.writeObjectFieldStart("classification");
        json.writeArrayFieldStart("names");
        json.writeString(report.notice().demo() ? "Acinus " + PackNotice.DEMO : "Acinus");
        json.writeString(tileClass.label());
        json.writeEndArray();
        json.writeFieldName("color");
        int rgb = tileClass.rgb();
        json.writeArray(new int[] {rgb >> 16 & 0xFF, rgb >> 8 & 0xFF, rgb & 0xFF}, 0, 3);
        json.writeEndObject();
    }

    /// In single precision, as QuPath keeps it. JSON has no NaN; QuPath reads the word.
    private void writeMeasurement(String name, double value) throws IOException {
        json.writeFieldName(name);
        if (Double.isFinite(value)) {
            json.writeNumber((float) value);
        } else {
            json.writeString("NaN");
        }
    }

    /// A closed ring, anticlockwise where y points up, as RFC 7946 asks of an outer ring.
    private void writeRectangle(long x0, long y0, double width0, double height0) throws IOException {
        Bounds bounds = report.slide().bounds();
        boolean cropped = frame == QuPathFrame.BOUNDS;
        double left = (double) (cropped ? x0 - bounds.x() : x0);
        double top = (double) (cropped ? y0 - bounds.y() : y0);
        json.writeObjectFieldStart("geometry");
        json.writeStringField("type", "Polygon");
        json.writeArrayFieldStart("coordinates");
        json.writeStartArray();
        writePoint(left, top);
        writePoint(left + width0, top);
        writePoint(left + width0, top + height0);
        writePoint(left, top + height0);
        writePoint(left, top);
        json.writeEndArray();
        json.writeEndArray();
        json.writeEndObject();
    }

    private void writePoint(double x, double y) throws IOException {
        json.writeStartArray();
        json.writeNumber(coordinate(x));
        json.writeNumber(coordinate(y));
        json.writeEndArray();
    }

    /// To a hundredth, without trailing zeros and never in scientific notation.
    private static String coordinate(double value) {
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_EVEN);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}
