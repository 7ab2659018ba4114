package org.acinus.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.acinus.gleason.pattern.GleasonPattern;
import org.acinus.gleason.pattern.GleasonScore;
import org.acinus.gleason.pattern.PatternReading;
import org.acinus.gleason.pattern.PatternShares;
import org.acinus.gleason.pattern.TumourExtent;
import org.acinus.mil.PackId;
import org.acinus.outcome.Assessment;
import org.acinus.outcome.SlideOutcome;
import org.junit.jupiter.api.Test;

class ResultJsonWriterTest {
    private static final List<String> KEYS = List.of(
            "notice",
            "demo",
            "file",
            "sha256",
            "outcome",
            "cancer_probability",
            "isup_grade",
            "isup_probabilities",
            "confidence",
            "gleason_primary",
            "gleason_secondary",
            "gleason_score",
            "pattern_shares",
            "tumour",
            "needs_review",
            "review_reason",
            "tiles_total",
            "tiles_unreadable",
            "quality",
            "spacing",
            "bounds",
            "reader",
            "stain",
            "pack",
            "started_at",
            "finished_at",
            "acinus_version");

    @Test
    void aGradedSlideIsThereWithAllItsFigures() throws IOException {
        JsonNode json = write(TestingReports.cancer(TestingReports.fourTiles()));

        assertThat(json.get("notice").asText()).isEqualTo("Research use only; not a medical device.");
        assertThat(json.get("demo").asBoolean()).isTrue();
        assertThat(json.get("file").asText()).isEqualTo("site A/slide-1.svs");
        assertThat(json.get("sha256").asText()).isEqualTo(TestingReports.SLIDE_SHA256);
        assertThat(json.get("outcome").asText()).isEqualTo("CANCER");
        assertThat(json.get("cancer_probability").asDouble()).isEqualTo(0.874);
        assertThat(json.get("isup_grade").asInt()).isEqualTo(2);
        assertThat(json.get("isup_probabilities")).hasSize(6);
        assertThat(json.get("needs_review").asBoolean()).isFalse();
        assertThat(json.get("review_reason").isNull()).isTrue();
        assertThat(json.get("tiles_total").asInt()).isEqualTo(4);
        assertThat(json.get("tiles_unreadable").asInt()).isEqualTo(1);
        assertThat(json.at("/quality/tissue_mm2").asDouble()).isEqualTo(12.25);
        assertThat(json.at("/quality/out_of_focus").asDouble()).isEqualTo(0.125);
        assertThat(json.at("/quality/blue_ink").asDouble(-1)).isZero();
        assertThat(json.at("/spacing/y").asDouble()).isEqualTo(0.26);
        assertThat(json.at("/spacing/source").asText()).isEqualTo("OVERRIDE");
        assertThat(json.at("/bounds/x").asLong()).isEqualTo(1000);
        assertThat(json.at("/pack/licence").asText()).isEqualTo("Apache-2.0");
        assertThat(json.at("/pack/demo").asBoolean()).isTrue();
        assertThat(json.get("started_at").asText()).isEqualTo("2026-11-23T10:00:00Z");
        assertThat(json.get("acinus_version").asText()).isEqualTo("0.1.0");
    }

    @Test
    void keysAreTheSameInTheSameOrderWhateverTheOutcome() throws IOException {
        Assessment ungraded = new Assessment(0.5, OptionalInt.empty(), List.of(), 0.5);
        List<SlideOutcome> outcomes = List.of(
                new SlideOutcome.Benign(ungraded),
                new SlideOutcome.NeedsReview(ungraded, "close to the threshold"),
                new SlideOutcome.InsufficientTissue("3 tiles"),
                new SlideOutcome.Rescan("out of focus"));
        for (SlideOutcome outcome : outcomes) {
            JsonNode json = write(TestingReports.of(outcome, List.of(), false));
            List<String> keys = new ArrayList<>();
            json.fieldNames().forEachRemaining(keys::add);
            assertThat(keys).isEqualTo(KEYS);
            assertThat(json.get("isup_grade").isNull()).isTrue();
            assertThat(json.get("isup_probabilities").isNull()).isTrue();
        }
    }

    @Test
    void whatTheTilesSayIsThereWithItsUnits() throws IOException {
        PatternReading reading = new PatternReading(
                Optional.of(new GleasonScore(GleasonPattern.G4, GleasonPattern.G3)),
                new TumourExtent(0.25, 4.5, 6, 12.5),
                new PatternShares(0.375, 0.625, 0));
        Assessment graded = new Assessment(0.9, OptionalInt.empty(), List.of(), 0.9).with(OptionalInt.of(3), reading);

        JsonNode json = write(TestingReports.of(new SlideOutcome.Cancer(graded), List.of(), false));

        assertThat(json.get("isup_grade").asInt()).isEqualTo(3);
        assertThat(json.get("gleason_primary").asInt()).isEqualTo(4);
        assertThat(json.get("gleason_secondary").asInt()).isEqualTo(3);
        assertThat(json.get("gleason_score").asText()).isEqualTo("4+3");
        assertThat(json.at("/pattern_shares/g4").asDouble()).isEqualTo(0.625);
        assertThat(json.at("/tumour/tissue_share").asDouble()).isEqualTo(0.25);
        assertThat(json.at("/tumour/length_mm").asDouble()).isEqualTo(4.5);
        assertThat(json.at("/tumour/span_mm").asDouble()).isEqualTo(6);
        assertThat(json.at("/tumour/tissue_length_mm").asDouble()).isEqualTo(12.5);
    }

    @Test
    void aSlideWithoutAnAnswerSaysWhy() throws IOException {
        JsonNode json = write(TestingReports.of(new SlideOutcome.InsufficientTissue("3 tiles"), List.of(), false));

        assertThat(json.get("outcome").asText()).isEqualTo("INSUFFICIENT_TISSUE");
        assertThat(json.get("cancer_probability").isNull()).isTrue();
        assertThat(json.get("confidence").isNull()).isTrue();
        assertThat(json.get("needs_review").asBoolean()).isFalse();
        assertThat(json.get("review_reason").asText()).isEqualTo("3 tiles");
    }

    @Test
    void aNoticeOfAnotherPackIsRefused() {
        SlideReport report = TestingReports.cancer(List.of());
        PackId other = new PackId("other", "1", "0".repeat(64));
        PackNotice notice = new PackNotice(other, "MIT", false, "card");

        assertThatThrownBy(() -> new SlideReport(report.slide(), report.result(), notice))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("other");
    }

    private static JsonNode write(SlideReport report) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new ResultJsonWriter("0.1.0", "none").write(report, bytes);
        return StrictJson.parse(bytes.toByteArray());
    }
}
