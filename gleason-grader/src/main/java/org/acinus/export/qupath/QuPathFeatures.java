package org.acinus.export.qupath;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.acinus.export.PackNotice;
import org.acinus.export.SlideReport;
import org.acinus.export.region.GridCorners;
import org.acinus.export.region.TileFigures;
import org.acinus.export.region.TileRegion;
import org.acinus.gleason.pattern.PatternProbabilities;
import org.acinus.heatmap.HeatScale;
import org.acinus.outcome.Assessment;
import org.acinus.outcome.TileResult;
import org.acinus.outcome.TileResult.TileScore;
import org.acinus.tiling.TileFrame;
import org.acinus.wsi.metadata.Bounds;
import org.acinus.wsi.metadata.PixelSpacing;

/// Writes one slide's features, one at a time, as QuPath reads them. One thread at a time; the generator is the
/// caller's.
final class QuPathFeatures {
    private static final double SQUARE_MICRONS_PER_SQUARE_MILLIMETRE = 1e6;

    private final JsonGenerator json;
    private final SlideReport report;
    private final QuPathFrame frame;
    private final HeatScale scale;
    private final QuPathGeometry geometry;

    QuPathFeatures(JsonGenerator json, SlideReport report, QuPathFrame frame, HeatScale scale) {
        this.json = json;
        this.report = report;
        this.frame = frame;
        this.scale = scale;
        this.geometry = new QuPathGeometry(json, frame, report.slide().bounds());
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
        geometry.writeRectangle(bounds.x(), bounds.y(), (double) bounds.width(), (double) bounds.height());
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
        geometry.writeRectangle(place.x0(), place.y0(), place.width0(), place.height0());
        json.writeObjectFieldStart("properties");
        json.writeStringField("objectType", "tile");
        json.writeStringField("name", address);
        TileClass tileClass = TileClass.of(tile, scale);
        writeClass(tileClass.label(), tileClass.rgb());
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

    /// A patch of tissue or a hot spot as a locked annotation.
    ///
    /// @param number its place among its kind, from 1
    void writeRegion(TileRegion<RegionKind> region, int number, GridCorners corners) throws IOException {
        RegionKind kind = region.kind();
        writePatch(region, kind.name(), "annotation", kind.label() + " " + number, corners);
        writeClass(kind.label(), kind.rgb());
        writeFigures(region.figures(), corners);
        writeEnd();
    }

    /// Neighbouring tiles of one class as one locked object.
    void writePatch(TileRegion<TileClass> region, GridCorners corners) throws IOException {
        TileClass tileClass = region.kind();
        writePatch(region, tileClass.name(), "detection", tileClass.label(), corners);
        writeClass(tileClass.label(), tileClass.rgb());
        writeFigures(region.figures(), corners);
        writeEnd();
    }

    /// Up to where the class is due.
    private void writePatch(TileRegion<?> region, String kind, String objectType, String name, GridCorners corners)
            throws IOException {
        writeStart(kind + " " + region.column() + "," + region.row());
        geometry.writePolygon(region.outline(corners));
        json.writeObjectFieldStart("properties");
        json.writeStringField("objectType", objectType);
        json.writeStringField("name", name);
        json.writeBooleanField("isLocked", true);
    }

    private void writeFigures(TileFigures figures, GridCorners corners) throws IOException {
        PixelSpacing spacing = report.slide().spacing();
        double squareMicrons = figures.tiles() * corners.cellArea0() * spacing.xMicrons() * spacing.yMicrons();
        json.writeObjectFieldStart("measurements");
        writeMeasurement("Tiles", figures.tiles());
        writeMeasurement("Area mm2", squareMicrons / SQUARE_MICRONS_PER_SQUARE_MILLIMETRE);
        writeMeasurement("Attention, sum", figures.attention());
        writeMeasurement("Contribution, sum", figures.contribution());
        if (Double.isFinite(figures.strongest())) {
            writeMeasurement("Influence, strongest tile", figures.strongest() * scale.scoredTiles());
        }
        json.writeEndObject();
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
        if (score.patterns().isPresent()) {
            PatternProbabilities patterns = score.patterns().get();
            writeMeasurement("p(benign)", patterns.benign());
            writeMeasurement("p(Gleason 3)", patterns.g3());
            writeMeasurement("p(Gleason 4)", patterns.g4());
            writeMeasurement("p(Gleason 5)", patterns.g5());
        }
        if (score.uncertainty().isPresent()) {
            writeMeasurement("Uncertainty", score.uncertainty().getAsDouble());
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

    private void writeClass(String label, int rgb) throws IOException {
        json.writeObjectFieldStart("classification");
        json.writeArrayFieldStart("names");
        json.writeString(report.notice().demo() ? "Acinus " + PackNotice.DEMO : "Acinus");
        json.writeString(label);
        json.writeEndArray();
        json.writeFieldName("color");
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
}
