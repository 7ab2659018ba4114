package org.acinus.cli.evaluate;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.acinus.mil.labels.CaseColumns;
import org.acinus.mil.labels.CaseFiles;
import org.acinus.mil.labels.CaseRules;
import org.acinus.mil.labels.CsvTable;
import org.acinus.mil.labels.JoinedCases;
import org.acinus.mil.pack.HeadTask;
import picocli.CommandLine.Option;

/// Predictions, labels and how they are joined.
final class CaseOptions {
    @Option(
            names = "--predictions",
            required = true,
            paramLabel = "CSV",
            description = {
                "What was said: with header, the first column names the slide. The value is the column isup, isup_grade,",
                "label or score, else the only other one. Columns p_... hold a probability for each class, if there are any."
            })
    @SuppressWarnings("NullAway.Init") // required: picocli sets it
    Path predictions;

    @Option(
            names = "--labels",
            required = true,
            paramLabel = "CSV",
            description =
                    "What is true: with header, the first column names the slide; the value as in --predictions. Joined on"
                            + " the first columns, whatever their names.")
    @SuppressWarnings("NullAway.Init") // required: picocli sets it
    Path labels;

    @Option(
            names = "--task",
            required = true,
            paramLabel = "TASK",
            description = "binary (labels 0 benign, 1 cancer; scores 0 to 1) or isup (grades 0 to 5).")
    @SuppressWarnings("NullAway.Init") // required: picocli sets it
    HeadTask task;

    @Option(names = "--prediction-column", paramLabel = "NAME", description = "Column of the predictions' value.")
    private Optional<String> prediction = Optional.empty();

    @Option(names = "--label-column", paramLabel = "NAME", description = "Column of the labels' value.")
    private Optional<String> label = Optional.empty();

    @Option(
            names = "--patient-column",
            paramLabel = "NAME",
            description =
                    "Column of the labels that names the patient (default: patient, where there is one). Without it"
                            + " every slide is taken as a patient of its own.")
    private Optional<String> patient = Optional.empty();

    @Option(
            names = "--site-column",
            paramLabel = "NAME",
            description = "Column of the labels that names the site (default: site or data_provider, where"
                    + " there is one).")
    private Optional<String> site = Optional.empty();

    @Option(names = "--subgroup-column", paramLabel = "NAME", description = "Column of the labels for one more table.")
    private Optional<String> subgroup = Optional.empty();

    @Option(
            names = "--threshold",
            defaultValue = "0.5",
            paramLabel = "P",
            description = "Task binary: least score that is called cancer (default: ${DEFAULT-VALUE}).")
    double threshold;

    @Option(
            names = "--positive-from",
            paramLabel = "GRADE",
            description = "Task binary: the labels are ISUP grades, positive from this one on.")
    private Optional<Integer> positiveFrom = Optional.empty();

    @Option(
            names = "--allow-unmatched",
            description = "Leave out, and count, slides that only one of the files names; else they are an error.")
    private boolean allowUnmatched;

    /// How rows become cases.
    ///
    /// @throws IllegalArgumentException where the options do not go together
    CaseRules rules() {
        OptionalInt from = positiveFrom.map(OptionalInt::of).orElseGet(OptionalInt::empty);
        return new CaseRules(task, threshold, from, allowUnmatched);
    }

    /// Reads and joins the files.
    ///
    /// @throws org.acinus.mil.labels.LabelDataException where the files make no sense
    JoinedCases join(CaseRules rules) {
        CaseColumns columns = new CaseColumns(prediction, label, patient, site, subgroup);
        return CaseFiles.join(CsvTable.read(predictions), CsvTable.read(labels), columns, rules);
    }
}
