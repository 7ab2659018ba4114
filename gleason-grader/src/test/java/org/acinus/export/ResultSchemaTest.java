package org.acinus.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.acinus.gleason.pattern.GleasonPattern;
import org.acinus.gleason.pattern.GleasonScore;
import org.acinus.gleason.pattern.PatternReading;
import org.acinus.gleason.pattern.PatternShares;
import org.acinus.gleason.pattern.TumourExtent;
import org.acinus.outcome.Assessment;
import org.acinus.outcome.SlideOutcome;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// `result.json` against the schema that is published for it.
class ResultSchemaTest {
    private static final Assessment UNGRADED = new Assessment(0.25, OptionalInt.empty(), List.of(), 0.75);
    private static final Assessment GRADED = new Assessment(
                    0.75, OptionalInt.of(3), List.of(0d, 0.125, 0.125, 0.5, 0.125, 0.125), 0.75)
            .with(
                    OptionalInt.of(3),
                    new PatternReading(
                            Optional.of(new GleasonScore(GleasonPattern.G4, GleasonPattern.G3)),
                            new TumourExtent(0.5, 2, 3, 9),
                            new PatternShares(0.25, 0.75, 0)));

    private static JsonSchema schema;

    @BeforeAll
    static void readSchema() throws IOException {
        schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(Path.of("../docs/schema/result.schema.json")));
    }

    @Test
    void everyOutcomeIsAsTheSchemaSays() throws IOException {
        for (SlideOutcome outcome : List.of(
                new SlideOutcome.Cancer(GRADED),
                new SlideOutcome.Benign(UNGRADED),
                new SlideOutcome.NeedsReview(GRADED, "too close"),
                new SlideOutcome.InsufficientTissue("two tiles"),
                new SlideOutcome.Rescan("out of focus"))) {
            assertThat(faults(written(outcome))).as("%s", outcome).isEmpty();
        }
    }

    /// Otherwise a schema that allows everything would pass the test above.
    @Test
    void theSchemaRefusesWhatIsWrong() throws IOException {
        assertThat(faults(written(new SlideOutcome.Cancer(GRADED)).put("isup_grade", 6)))
                .isNotEmpty();
        assertThat(faults(written(new SlideOutcome.Cancer(GRADED)).put("outcome", "BENIGN?")))
                .isNotEmpty();
        assertThat(faults(written(new SlideOutcome.Cancer(GRADED)).put("gleason_score", "2+3")))
                .isNotEmpty();
        assertThat(faults(written(new SlideOutcome.Cancer(GRADED)).put("patient", "x")))
                .isNotEmpty();
        assertThat(faults(written(new SlideOutcome.Benign(UNGRADED)).putNull("confidence")))
                .isNotEmpty();
        assertThat(faults(written(new SlideOutcome.Rescan("blur")).put("cancer_probability", 0.5)))
                .isNotEmpty();
        ObjectNode lacking = written(new SlideOutcome.Cancer(GRADED));
        lacking.remove("quality");
        assertThat(faults(lacking)).isNotEmpty();
    }

    private static Set<ValidationMessage> faults(JsonNode json) {
        return schema.validate(json);
    }

    private static ObjectNode written(SlideOutcome outcome) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new ResultJsonWriter("0.1.0", "none").write(TestingReports.of(outcome, List.of(), true), bytes);
        return (ObjectNode) StrictJson.parse(bytes.toByteArray());
    }
}
