package org.acinus.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.acinus.gleason.pattern.PatternProbabilities;
import org.acinus.outcome.TestingTiles;
import org.acinus.outcome.TileResult;
import org.acinus.outcome.TileResult.State;
import org.acinus.outcome.TileResult.TileScore;
import org.junit.jupiter.api.Test;

class TilesCsvWriterTest {

    @Test
    void linesHaveTheColumnsOfTheDatabaseView() throws IOException {
        String csv = csv(TestingReports.cancer(TestingReports.fourTiles()));

        assertThat(csv).isEqualTo("""
                        column,row,x0,y0,width0,height0,spacing,attention,contribution,cancer_probability,p_benign,p_g3,\
                        p_g4,p_g5,uncertainty,state,reason
                        5,7,2238,3133,447.64,447.64,0.5,0.75,6.5,,,,,,,SCORED,
                        6,7,2685,3133,447.64,447.64,0.5,0.25,-0.75,,,,,,,SCORED,
                        7,7,3133,3133,447.64,447.64,0.5,,,,,,,,,EXCLUDED,"'=HYPERLINK(""x""), pen"
                        5,8,2238,3581,447.64,447.64,0.5,,,,,,,,,UNREADABLE,JPEG ends early
                        """);
    }

    @Test
    void everyLineHasAsManyFieldsAsTheHeader() throws IOException {
        TileScore known = new TileScore(1e-7f, 12345.678f, OptionalDouble.of(0.25));
        TileResult tile =
                new TileResult(TestingTiles.frame(1, 2, 512), 0.5, State.SCORED, Optional.of(known), Optional.empty());

        List<String> lines = csv(TestingReports.cancer(List.of(tile))).lines().toList();

        assertThat(lines.get(1).split(",", -1)).hasSize(lines.get(0).split(",", -1).length);
        assertThat(lines.get(1)).isEqualTo("1,2,512,1024,512.0,512.0,0.5,1.0E-7,12345.678,0.25,,,,,,SCORED,");
    }

    @Test
    void aClassifiedTileHasItsProbabilitiesAndTheirEntropy() throws IOException {
        TileScore known = TileScore.classified(0.5f, 1.5f, new PatternProbabilities(0.25, 0.25, 0.25, 0.25));
        TileResult tile =
                new TileResult(TestingTiles.frame(0, 0, 512), 0.5, State.SCORED, Optional.of(known), Optional.empty());

        // Four alike are as undecided as can be.
        assertThat(csv(TestingReports.cancer(List.of(tile))).lines().toList().get(1))
                .endsWith(",0.5,1.5,0.75,0.25,0.25,0.25,0.25,1.0,SCORED,");
    }

    @Test
    void theMachinesLanguageChangesNothing() throws IOException {
        SlideReport report = TestingReports.cancer(TestingReports.fourTiles());
        String english = csv(report);
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(csv(report)).isEqualTo(english);
            Locale.setDefault(Locale.GERMANY);
            assertThat(csv(report)).isEqualTo(english);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void textsThatASpreadsheetWouldRunAreDisarmed() {
        assertThat(CsvText.field("=1+1")).isEqualTo("\"'=1+1\"");
        assertThat(CsvText.field("+1")).isEqualTo("\"'+1\"");
        assertThat(CsvText.field("-1")).isEqualTo("\"'-1\"");
        assertThat(CsvText.field("@cmd")).isEqualTo("\"'@cmd\"");
        assertThat(CsvText.field("\t=1")).isEqualTo("\"'\t=1\"");
        assertThat(CsvText.field("a = b")).isEqualTo("a = b");
        assertThat(CsvText.field("two\nlines")).isEqualTo("\"two\nlines\"");
        assertThat(CsvText.field("say \"no\"")).isEqualTo("\"say \"\"no\"\"\"");
        assertThat(CsvText.field("")).isEmpty();
    }

    private static String csv(SlideReport report) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new TilesCsvWriter().write(report, bytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
