package org.acinus.cli.evaluate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.mil.calibrate.CalibrationCase;
import org.acinus.mil.calibrate.Scaling;
import org.acinus.mil.labels.CaseColumns;
import org.acinus.mil.labels.CaseFiles;
import org.acinus.mil.labels.CaseRules;
import org.acinus.mil.labels.CsvTable;
import org.acinus.mil.labels.JoinedCases;
import org.acinus.mil.pack.HeadTask;
import org.acinus.mil.train.packing.HeadPackWriter;
import picocli.CommandLine.Option;

/// The slides to calibrate on, and how.
final class CalibrationOptions {
    /// Where out-of-fold predictions keep the label.
    private static final String TRUTH = "truth";

    /// A decision that does not matter here: only probabilities do.
    private static final double ANY_THRESHOLD = 0.5;

    @Option(
            names = "--predictions",
            paramLabel = "CSV",
            description = {
                "What the head, not calibrated, said of slides that it had not seen: a column score, or p_... for each class",
                "(default: predictions.csv beside the pack)."
            })
    private Optional<Path> predictions = Optional.empty();

    @Option(
            names = "--labels",
            paramLabel = "CSV",
            description =
                    "What is true, with the column patient where patients have several slides (default: the column"
                            + " truth of the predictions).")
    private Optional<Path> labels = Optional.empty();

    @Option(names = "--label-column", paramLabel = "NAME", description = "Column of the labels' value.")
    private Optional<String> labelColumn = Optional.empty();

    @Option(
            names = "--patient-column",
            paramLabel = "NAME",
            description = "Column of the labels that names the patient.")
    private Optional<String> patientColumn = Optional.empty();

    @Option(names = "--allow-unmatched", description = "Leave out slides that only one of the files names.")
    private boolean allowUnmatched;

    @Option(
            names = "--method",
            paramLabel = "METHOD",
            description = "temperature or vector (default: temperature for binary heads, vector for grades).")
    Optional<Scaling.Method> method = Optional.empty();

    @Option(
            names = "--alpha",
            defaultValue = "0.1",
            paramLabel = "SHARE",
            description =
                    "Greatest share of a class's slides whose set may miss the class (default: ${DEFAULT-VALUE}).")
    double alpha;

    @Option(
            names = "--widest-set",
            defaultValue = "2",
            paramLabel = "N",
            description = "More plausible grades than this want a person (default: ${DEFAULT-VALUE}).")
    int widestSet;

    @Option(
            names = "--review-margin",
            paramLabel = "P",
            description =
                    "A mended probability nearer than this to the threshold wants a person (default: the head's).")
    Optional<Double> reviewMargin = Optional.empty();

    @Option(
            names = "--member-deviation",
            paramLabel = "P",
            description = "Ensembles: a greater standard deviation of the members' cancer probability wants a person.")
    Optional<Double> memberDeviation = Optional.empty();

    @Option(
            names = "--novelty-alpha",
            defaultValue = "0.02",
            paramLabel = "SHARE",
            description = "With --bags: share of slides like the training slides that counts as unlike"
                    + " (default: ${DEFAULT-VALUE}).")
    double noveltyAlpha;

    @Option(
            names = "--pack-version",
            paramLabel = "V",
            description = "Version of the new pack (default: adds +calibrated).")
    Optional<String> version = Optional.empty();

    @Option(
            names = "--seed",
            defaultValue = "1",
            paramLabel = "S",
            description = "Seed that deals patients (default: ${DEFAULT-VALUE}).")
    long seed;

    /// What is wrong with the options, if anything is.
    Optional<String> complaint() {
        if (!(alpha > 0 && alpha < 1) || !(noveltyAlpha > 0 && noveltyAlpha < 1)) {
            return Optional.of("--alpha and --novelty-alpha must be between 0 and 1");
        }
        if (widestSet < 1) {
            return Optional.of("--widest-set must be at least 1");
        }
        if (!reviewMargin.map(margin -> margin >= 0 && margin <= 0.5).orElse(true)
                || !memberDeviation.map(limit -> limit > 0 && limit <= 0.5).orElse(true)) {
            return Optional.of("--review-margin and --member-deviation must be from 0 to 0.5");
        }
        return Optional.empty();
    }

    /// Reads and joins the files.
    ///
    /// @param pack the head's folder
    /// @throws org.acinus.mil.labels.LabelDataException where the files make no sense
    List<CalibrationCase> cases(Path pack, HeadTask task) {
        Path said = predictions.orElse(pack.resolve(HeadPackWriter.PREDICTIONS));
        if (predictions.isEmpty() && !Files.exists(said)) {
            throw new CliException(
                    ExitCode.INPUT,
                    said + " does not exist; name the head's predictions on slides it has not seen with --predictions");
        }
        CsvTable answers = CsvTable.read(said);
        Optional<String> truth = labels.isEmpty() ? Optional.of(labelColumn.orElse(TRUTH)) : labelColumn;
        CaseColumns columns =
                new CaseColumns(Optional.empty(), truth, patientColumn, Optional.empty(), Optional.empty());
        JoinedCases joined = CaseFiles.join(
                answers,
                labels.isEmpty() ? answers : CsvTable.read(labels.get()),
                columns,
                new CaseRules(task, ANY_THRESHOLD, OptionalInt.empty(), allowUnmatched));
        return joined.cases().stream()
                .map(one -> {
                    if (one.answer().probabilities().isEmpty()) {
                        throw new CliException(
                                ExitCode.INPUT,
                                said
                                        + " has no columns p_... with a probability for each class; calibrating takes them");
                    }
                    return new CalibrationCase(
                            one.origin().patient(), one.truth(), one.answer().probabilities());
                })
                .toList();
    }
}
