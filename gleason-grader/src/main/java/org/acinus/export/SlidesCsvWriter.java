package org.acinus.export;

import java.io.IOException;
import java.io.Writer;
import java.util.Optional;
import org.acinus.outcome.Assessment;
import org.acinus.outcome.SlideOutcome;
import org.acinus.outcome.SlideResult;

/// A table of slides, one a line: the columns of the database's view `slide_result` with the pack's terms.
///
/// One thread at a time; the writer is the caller's, who closes it. Form as in [TilesCsvWriter].
public final class SlidesCsvWriter {
    /// The first line.
    public static final String HEADER = "file,sha256,outcome,cancer_probability,isup_grade,confidence,needs_review,"
            + "review_reason,tiles_total,tiles_unreadable,pack,pack_version,pack_licence,demo,started_at,finished_at,"
            + "notice";

    private final Writer csv;

    /// Writes the header.
    public SlidesCsvWriter(Writer csv) throws IOException {
        this.csv = csv;
        csv.write(HEADER + "\n");
    }

    /// Adds a slide.
    public void add(SlideReport report) throws IOException {
        SlideResult result = report.result();
        Optional<Assessment> said = result.outcome().modelAssessment();
        PackNotice notice = report.notice();
        csv.write(String.join(
                ",",
                CsvText.field(report.slide().file()),
                result.sha256(),
                report.outcomeLabel(),
                said.map(known -> Double.toString(known.cancerProbability())).orElse(""),
                said.filter(known -> known.isupGrade().isPresent())
                        .map(known -> Integer.toString(known.isupGrade().getAsInt()))
                        .orElse(""),
                said.map(known -> Double.toString(known.confidence())).orElse(""),
                Boolean.toString(result.outcome() instanceof SlideOutcome.NeedsReview),
                CsvText.field(result.outcome().explanation().orElse("")),
                Integer.toString(result.tilesTotal()),
                Integer.toString(result.tilesUnreadable()),
                CsvText.field(notice.pack().name()),
                CsvText.field(notice.pack().version()),
                CsvText.field(notice.licence()),
                Boolean.toString(notice.demo()),
                result.startedAt().toString(),
                result.finishedAt().toString(),
                PackNotice.RESEARCH_USE));
        csv.write('\n');
    }
}
