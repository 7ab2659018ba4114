package org.acinus.mil.labels;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.acinus.mil.evaluate.EvaluatedCase;
import org.acinus.mil.pack.HeadTask;

/// Joins predictions and labels on their first columns, whatever these are named.
public final class CaseFiles {
    private static final int NAMED_IN_MESSAGE = 5;

    /// What PANDA's table calls the site.
    private static final String PANDA_SITE = "data_provider";

    private CaseFiles() {}

    /// Joins.
    ///
    /// @throws LabelDataException where a value is none, where the files do not name the same slides (unless
    ///     allowed), or where all slides have one and the same label
    public static JoinedCases join(CsvTable predictions, CsvTable labels, CaseColumns columns, CaseRules rules) {
        int value = ValueColumns.find(predictions, columns.prediction(), rules.task(), true);
        int label = ValueColumns.find(labels, columns.label(), rules.task(), false);
        Optional<Integer> patient = ValueColumns.optional(labels, columns.patient(), "patient");
        Optional<Integer> site =
                ValueColumns.optional(labels, columns.site(), "site").or(() -> labels.find(PANDA_SITE));
        Optional<Integer> subgroup = columns.subgroup().map(labels::column);
        List<String> unlabelled = only(predictions, labels);
        List<String> unpredicted = only(labels, predictions);
        requireMatch(predictions, labels, unlabelled, unpredicted, rules);
        AnswerColumns answers = new AnswerColumns(predictions, value, rules);
        List<EvaluatedCase> cases = new ArrayList<>();
        for (CsvTable.Row row : labels.rows().values()) {
            CsvTable.Row said = predictions.rows().get(row.key());
            if (said != null) {
                EvaluatedCase.Origin origin = new EvaluatedCase.Origin(
                        text(row, patient).orElse(row.key()), text(row, site), text(row, subgroup));
                cases.add(new EvaluatedCase(row.key(), origin, truth(labels, row, label, rules), answers.read(said)));
            }
        }
        requireTwoClasses(cases, labels, label);
        return new JoinedCases(
                cases,
                unlabelled,
                unpredicted,
                rules.task() == HeadTask.ISUP || rules.positiveFrom().isPresent()
                        ? LabelConflict.in(labels, label)
                        : List.of(),
                new JoinedCases.UsedColumns(
                        predictions.header().get(value),
                        labels.header().get(label),
                        patient.map(labels.header()::get),
                        site.map(labels.header()::get),
                        subgroup.map(labels.header()::get)));
    }

    private static Optional<String> text(CsvTable.Row row, Optional<Integer> column) {
        return column.map(row.cells()::get).filter(text -> !text.isEmpty());
    }

    private static int truth(CsvTable labels, CsvTable.Row row, int column, CaseRules rules) {
        if (rules.positiveFrom().isPresent()) {
            return AnswerColumns.grade(labels, row, column, 5)
                            >= rules.positiveFrom().getAsInt()
                    ? 1
                    : 0;
        }
        return AnswerColumns.grade(labels, row, column, rules.task().classes() - 1);
    }

    private static List<String> only(CsvTable one, CsvTable other) {
        return one.rows().keySet().stream()
                .filter(key -> !other.rows().containsKey(key))
                .toList();
    }

    private static void requireMatch(
            CsvTable predictions, CsvTable labels, List<String> unlabelled, List<String> unpredicted, CaseRules rules) {
        boolean nothing = unlabelled.size() == predictions.rows().size();
        if (!nothing && (rules.allowUnmatched() || (unlabelled.isEmpty() && unpredicted.isEmpty()))) {
            return;
        }
        List<String> complaints = new ArrayList<>();
        if (!unpredicted.isEmpty()) {
            complaints.add(unpredicted.size() + " of " + labels.rows().size() + " slides in " + labels.file()
                    + " have no prediction: " + named(unpredicted, labels));
        }
        if (!unlabelled.isEmpty()) {
            complaints.add(unlabelled.size() + " of " + predictions.rows().size() + " slides in " + predictions.file()
                    + " have no label: " + named(unlabelled, predictions));
        }
        throw new LabelDataException(String.join("; ", complaints)
                + (nothing
                        ? "; the first columns must hold the same names"
                        : "; complete the files, or leave these slides out with --allow-unmatched"));
    }

    /// The first few of some slides, with their lines.
    static String named(Collection<String> slides, CsvTable table) {
        List<String> shown = new ArrayList<>();
        for (String slide : slides) {
            CsvTable.Row row = table.rows().get(slide);
            if (row != null && shown.size() < NAMED_IN_MESSAGE) {
                shown.add(slide + " (line " + row.line() + ")");
            }
        }
        return String.join(", ", shown) + (slides.size() > shown.size() ? ", ..." : "");
    }

    private static void requireTwoClasses(List<EvaluatedCase> cases, CsvTable labels, int label) {
        long different =
                cases.stream().mapToInt(EvaluatedCase::truth).distinct().count();
        if (different < 2) {
            throw new LabelDataException(labels.file() + ": all " + cases.size() + " slides have the same "
                    + labels.header().get(label) + ", " + cases.getFirst().truth()
                    + "; an evaluation needs slides of at least two classes");
        }
    }
}
