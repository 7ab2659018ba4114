package org.acinus.cli.evaluate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.acinus.cli.terminal.Version;
import org.acinus.mil.evaluate.report.ReportSubject;
import org.acinus.mil.labels.JoinedCases;
import org.acinus.mil.pack.HeadTask;

/// What the page says besides the figures.
final class Subjects {
    private static final List<String> GRADES = List.of("benign", "ISUP 1", "ISUP 2", "ISUP 3", "ISUP 4", "ISUP 5");

    private Subjects() {}

    static ReportSubject of(CaseOptions files, JoinedCases joined, List<String> warnings) {
        SequencedMap<String, String> facts = new LinkedHashMap<>();
        JoinedCases.UsedColumns columns = joined.columns();
        facts.put("predictions", files.predictions.getFileName() + ", column " + columns.prediction());
        facts.put("labels", files.labels.getFileName() + ", column " + columns.label());
        facts.put("patients", columns.patient().map(name -> "column " + name).orElse("every slide taken as its own"));
        columns.site().ifPresent(name -> facts.put("sites", "column " + name));
        columns.subgroup().ifPresent(name -> facts.put("subgroups", "column " + name));
        if (files.task == HeadTask.BINARY) {
            facts.put("called cancer", "score of at least " + files.threshold);
        }
        return new ReportSubject(
                files.task == HeadTask.ISUP ? "Evaluation of ISUP grades" : "Evaluation of cancer detection",
                files.task == HeadTask.ISUP ? GRADES : List.of("benign", "cancer"),
                facts,
                warnings,
                Version.number());
    }
}
