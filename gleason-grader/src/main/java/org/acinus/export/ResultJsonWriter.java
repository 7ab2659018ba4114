package org.acinus.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import org.acinus.gleason.pattern.GleasonScore;
import org.acinus.gleason.pattern.PatternReading;
import org.acinus.gleason.pattern.PatternShares;
import org.acinus.gleason.pattern.TumourExtent;
import org.acinus.mil.PackId;
import org.acinus.outcome.Assessment;
import org.acinus.outcome.SlideOutcome;
import org.acinus.outcome.SlideResult;
import org.acinus.quality.Artefact;
import org.acinus.quality.QualitySummary;
import org.acinus.wsi.metadata.Bounds;
import org.acinus.wsi.metadata.PixelSpacing;

/// `result.json`: one slide's result for programs. Always the same keys in the same order, null where unknown:
///
/// | key | value |
/// |---|---|
/// | `notice`, `demo` | what it must not be used for; whether a demo model said it |
/// | `file`, `sha256` | the slide, relative to its root, and the hash of its bytes |
/// | `outcome` | `CANCER`, `BENIGN`, `NEEDS_REVIEW`, `INSUFFICIENT_TISSUE` or `RESCAN` |
/// | `cancer_probability`, `isup_grade`, `isup_probabilities`, `confidence` | what the model said; six
/// probabilities, given cancer where cancer is called, see [Assessment] |
/// | `gleason_primary`, `gleason_secondary`, `gleason_score` | patterns of the biopsy's score and the score as text,
/// by the tiles |
/// | `pattern_shares` | `g3`, `g4`, `g5`: of the tumour's tiles, 0 to 1 |
/// | `tumour` | `tissue_share`, `length_mm`, `span_mm`, `tissue_length_mm`, see [TumourExtent] |
/// | `needs_review`, `review_reason` | whether a person must look, and why (or why there is no answer) |
/// | `tiles_total`, `tiles_unreadable` | tiles inside tissue, and those that do not decode |
/// | `quality` | `tissue_mm2`, and of that tissue the share, 0 to 1, with each kind of artefact; null where not judged
/// |
/// | `spacing` | `x`, `y` in µm per level-0 pixel and their `source` |
/// | `bounds` | `x`, `y`, `width`, `height` of the scanned part in level-0 pixels |
/// | `reader` | which reader read the slide |
/// | `stain` | how its colours were brought to a reference; `none` where they were not |
/// | `pack` | `name`, `version`, `sha256`, `licence`, `card`, `demo` |
/// | `started_at`, `finished_at` | of the run, ISO 8601 in UTC |
/// | `acinus_version` | of the program |
public final class ResultJsonWriter implements SlideExport {
    private static final JsonFactory JSON = new JsonFactory();

    private final String acinusVersion;
    private final String stain;

    /// A writer for one version of the program.
    ///
    /// @param stain how colours were brought to a reference, for example `macenko/1` or `none`
    public ResultJsonWriter(String acinusVersion, String stain) {
        this.stain = stain;
        this.acinusVersion = acinusVersion;
    }

    @Override
    public String fileName(String folderName) {
        return "result.json";
    }

    @Override
    public void write(SlideReport report, OutputStream out) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            // The default printer ends lines as the machine does; the same report must give the same bytes everywhere.
            json.setPrettyPrinter(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));
            SlideResult result = report.result();
            json.writeStartObject();
            json.writeStringField("notice", PackNotice.RESEARCH_USE);
            json.writeBooleanField("demo", report.notice().demo());
            json.writeStringField("file", report.slide().file());
            json.writeStringField("sha256", result.sha256());
            json.writeStringField("outcome", report.outcomeLabel());
            writeOutcome(json, result.outcome());
            json.writeNumberField("tiles_total", result.tilesTotal());
            json.writeNumberField("tiles_unreadable", result.tilesUnreadable());
            writeQuality(json, result.quality());
            writeSlide(json, report.slide());
            json.writeStringField("stain", stain);
            writePack(json, report.notice());
            json.writeStringField("started_at", result.startedAt().toString());
            json.writeStringField("finished_at", result.finishedAt().toString());
            json.writeStringField("acinus_version", acinusVersion);
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static void writeOutcome(JsonGenerator json, SlideOutcome outcome) throws IOException {
        Optional<Assessment> assessment = outcome.modelAssessment();
        writeProbability(json, "cancer_probability", assessment.map(Assessment::cancerProbability));
        json.writeFieldName("isup_grade");
        if (assessment.isPresent() && assessment.get().isupGrade().isPresent()) {
            json.writeNumber(assessment.get().isupGrade().getAsInt());
        } else {
            json.writeNull();
        }
        json.writeFieldName("isup_probabilities");
        if (assessment.isPresent() && !assessment.get().isupProbabilities().isEmpty()) {
            double[] probabilities = assessment.get().isupProbabilities().stream()
                    .mapToDouble(Double::doubleValue)
                    .toArray();
            json.writeArray(probabilities, 0, probabilities.length);
        } else {
            json.writeNull();
        }
        writeProbability(json, "confidence", assessment.map(Assessment::confidence));
        writePatterns(json, assessment.flatMap(Assessment::patterns));
        json.writeBooleanField("needs_review", outcome instanceof SlideOutcome.NeedsReview);
        json.writeFieldName("review_reason");
        json.writeString(outcome.explanation().orElse(null));
    }

    private static void writePatterns(JsonGenerator json, Optional<PatternReading> reading) throws IOException {
        Optional<GleasonScore> score = reading.flatMap(PatternReading::score);
        writeNumber(json, "gleason_primary", score.map(known -> known.primary().number()));
        writeNumber(
                json, "gleason_secondary", score.map(known -> known.secondary().number()));
        json.writeFieldName("gleason_score");
        json.writeString(score.map(GleasonScore::toString).orElse(null));
        if (reading.isEmpty()) {
            json.writeNullField("pattern_shares");
            json.writeNullField("tumour");
            return;
        }
        PatternShares shares = reading.get().shares();
        json.writeObjectFieldStart("pattern_shares");
        json.writeNumberField("g3", shares.g3());
        json.writeNumberField("g4", shares.g4());
        json.writeNumberField("g5", shares.g5());
        json.writeEndObject();
        TumourExtent extent = reading.get().extent();
        json.writeObjectFieldStart("tumour");
        json.writeNumberField("tissue_share", extent.share());
        json.writeNumberField("length_mm", extent.tumourMillimetres());
        json.writeNumberField("span_mm", extent.spanMillimetres());
        json.writeNumberField("tissue_length_mm", extent.tissueMillimetres());
        json.writeEndObject();
    }

    private static void writeNumber(JsonGenerator json, String key, Optional<Integer> value) throws IOException {
        json.writeFieldName(key);
        if (value.isPresent()) {
            json.writeNumber(value.get());
        } else {
            json.writeNull();
        }
    }

    private static void writeProbability(JsonGenerator json, String key, Optional<Double> value) throws IOException {
        json.writeFieldName(key);
        if (value.isPresent()) {
            json.writeNumber(value.get());
        } else {
            json.writeNull();
        }
    }

    private static void writeQuality(JsonGenerator json, Optional<QualitySummary> judged) throws IOException {
        if (judged.isEmpty()) {
            json.writeNullField("quality");
            return;
        }
        json.writeObjectFieldStart("quality");
        json.writeNumberField("tissue_mm2", judged.get().tissueMm2());
        for (Map.Entry<Artefact, Double> kind : judged.get().shares().entrySet()) {
            json.writeNumberField(kind.getKey().key(), kind.getValue());
        }
        json.writeEndObject();
    }

    private static void writeSlide(JsonGenerator json, SlideDescription slide) throws IOException {
        PixelSpacing spacing = slide.spacing();
        json.writeObjectFieldStart("spacing");
        json.writeNumberField("x", spacing.xMicrons());
        json.writeNumberField("y", spacing.yMicrons());
        json.writeStringField("source", spacing.source().name());
        json.writeEndObject();
        Bounds bounds = slide.bounds();
        json.writeObjectFieldStart("bounds");
        json.writeNumberField("x", bounds.x());
        json.writeNumberField("y", bounds.y());
        json.writeNumberField("width", bounds.width());
        json.writeNumberField("height", bounds.height());
        json.writeEndObject();
        json.writeStringField("reader", slide.reader());
    }

    private static void writePack(JsonGenerator json, PackNotice notice) throws IOException {
        PackId pack = notice.pack();
        json.writeObjectFieldStart("pack");
        json.writeStringField("name", pack.name());
        json.writeStringField("version", pack.version());
        json.writeStringField("sha256", pack.sha256());
        json.writeStringField("licence", notice.licence());
        json.writeStringField("card", notice.card());
        json.writeBooleanField("demo", notice.demo());
        json.writeEndObject();
    }
}
