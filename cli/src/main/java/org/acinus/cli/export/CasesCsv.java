package org.acinus.cli.export;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.acinus.mil.labels.CsvTable;
import org.acinus.mil.labels.LabelDataException;

/// Which slide belongs to which case. Immutable.
///
/// @param slides by `file`
record CasesCsv(Map<String, Place> slides) {
    /// Longer names make no good file names.
    private static final int LONGEST_NAME = 80;

    /// Where a slide belongs.
    ///
    /// @param caseId of the case
    /// @param part of the patient; empty where nobody said
    record Place(String caseId, String part) {}

    CasesCsv {
        slides = Map.copyOf(slides);
    }

    /// Reads the table: a slide in each row, `file` as a run had it or its last name; rows without a case are passed
    /// over.
    ///
    /// @throws LabelDataException where the file cannot be read or has no such columns
    static CasesCsv read(Path file) {
        CsvTable table = CsvTable.read(file, List.of("file", "slide"));
        int caseId = table.find("case_id")
                .or(() -> table.find("patient"))
                .orElseThrow(() ->
                        new LabelDataException(file + " has no column case_id or patient; it has " + table.header()));
        Optional<Integer> part = table.find("part");
        Map<String, Place> slides = new HashMap<>();
        table.rows().forEach((slide, row) -> {
            String name = row.cells().get(caseId);
            if (!name.isEmpty()) {
                slides.put(slide, new Place(name, part.map(row.cells()::get).orElse("")));
            }
        });
        return new CasesCsv(slides);
    }

    /// Where a slide belongs: by its relative path first, then by its name.
    Optional<Place> of(String file) {
        Place byPath = slides.get(file);
        return byPath != null
                ? Optional.of(byPath)
                : Optional.ofNullable(slides.get(file.substring(file.lastIndexOf('/') + 1)));
    }

    /// A case's name as a file name: letters, digits, `.`, `-` and `_`; others become `_`, and a hash keeps names
    /// apart that would then be alike.
    static String fileName(String caseId) {
        String safe = caseId.replaceAll("[^A-Za-z0-9._-]", "_").replaceFirst("^\\.+", "_");
        String cut = safe.substring(0, Math.min(safe.length(), LONGEST_NAME));
        return cut.equals(caseId) ? cut : cut + "~" + String.format("%08x", caseId.hashCode());
    }
}
