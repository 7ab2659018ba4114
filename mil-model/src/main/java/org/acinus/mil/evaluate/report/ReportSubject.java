package org.acinus.mil.evaluate.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// What a page says besides the figures.
///
/// @param title of the page
/// @param classes names in order, the first benign
/// @param facts of files, columns and thresholds: name and value, in order
/// @param warnings each a line that the reader must not miss
/// @param version of the program
public record ReportSubject(
        String title, List<String> classes, SequencedMap<String, String> facts, List<String> warnings, String version) {
    public ReportSubject {
        classes = List.copyOf(classes);
        facts = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(facts));
        warnings = List.copyOf(warnings);
    }
}
