package org.acinus.cli.slide.cohort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.acinus.export.AtomicFile;
import org.acinus.export.CsvText;
import org.acinus.quality.Artefact;

/// `cohort.csv`: a line a slide, for scripts.
public final class CohortCsv {
    private CohortCsv() {}

    /// Writes the table.
    public static void write(Path file, List<CohortRow> rows) throws IOException {
        CohortFlags flags = CohortFlags.of(rows);
        StringBuilder csv = new StringBuilder(
                "file,folder,outcome,detail,flags,tissue_mm2,tissue_share,tiles,tiles_spoilt,spacing");
        for (Artefact kind : Artefact.values()) {
            csv.append(',').append(kind.key());
        }
        csv.append('\n');
        for (CohortRow row : rows) {
            CohortRow.Findings found = row.findings();
            csv.append(String.join(
                    ",",
                    CsvText.field(row.file()),
                    CsvText.field(row.folder()),
                    row.outcome().name(),
                    CsvText.field(row.detail()),
                    CsvText.field(String.join("; ", flags.reasons(row)))));
            csv.append(String.format(
                    Locale.ROOT,
                    ",%.3f,%.4f,%d,%d,%.4f",
                    found.tissueMm2(),
                    found.tissueShare(),
                    found.tiles(),
                    found.spoilt(),
                    found.spacingMicrons()));
            for (Artefact kind : Artefact.values()) {
                csv.append(String.format(Locale.ROOT, ",%.4f", found.artefacts().getOrDefault(kind, 0.0)));
            }
            csv.append('\n');
        }
        byte[] text = csv.toString().getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, out -> out.write(text));
    }
}
