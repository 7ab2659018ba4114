package org.acinus.export;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalDouble;
import org.acinus.gleason.pattern.PatternProbabilities;
import org.acinus.outcome.TileResult;
import org.acinus.outcome.TileResult.TileScore;
import org.acinus.tiling.TileFrame;

/// `tiles.csv`: every tile inside tissue, in the order of the database's view `tile_result`, with its columns.
///
/// UTF-8, quoted as RFC 4180 says, lines end in LF, numbers in the form of Java and C whatever the machine's
/// language. Unknown values are empty. A text that a spreadsheet would take for a formula gets an apostrophe in
/// front (OWASP, "CSV Injection"). A CSV file has no place for a notice: `result.json` beside it carries that.
public final class TilesCsvWriter implements SlideExport {
    /// The first line.
    public static final String HEADER = "column,row,x0,y0,width0,height0,spacing,attention,contribution,"
            + "cancer_probability,p_benign,p_g3,p_g4,p_g5,uncertainty,state,reason";

    @Override
    public String fileName(String folderName) {
        return "tiles.csv";
    }

    @Override
    public void write(SlideReport report, OutputStream out) throws IOException {
        Writer csv = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        csv.write(HEADER);
        csv.write('\n');
        report.tiles().forEach((TileResult tile) -> {
            csv.write(line(tile));
            csv.write('\n');
        });
        csv.flush();
    }

    private static String line(TileResult tile) {
        TileFrame frame = tile.frame();
        Optional<TileScore> score = tile.score();
        Optional<PatternProbabilities> patterns = score.flatMap(TileScore::patterns);
        return String.join(
                ",",
                Integer.toString(frame.address().column()),
                Integer.toString(frame.address().row()),
                Long.toString(frame.x0()),
                Long.toString(frame.y0()),
                Double.toString(frame.width0()),
                Double.toString(frame.height0()),
                Double.toString(tile.spacingMicrons()),
                score.map(known -> Float.toString(known.attention())).orElse(""),
                score.map(known -> Float.toString(known.contribution())).orElse(""),
                number(score.map(TileScore::cancerProbability)),
                patterns.map(known -> Double.toString(known.benign())).orElse(""),
                patterns.map(known -> Double.toString(known.g3())).orElse(""),
                patterns.map(known -> Double.toString(known.g4())).orElse(""),
                patterns.map(known -> Double.toString(known.g5())).orElse(""),
                number(score.map(TileScore::uncertainty)),
                tile.state().name(),
                tile.reason().map(CsvText::field).orElse(""));
    }

    private static String number(Optional<OptionalDouble> value) {
        return value.filter(OptionalDouble::isPresent)
                .map(known -> Double.toString(known.getAsDouble()))
                .orElse("");
    }
}
