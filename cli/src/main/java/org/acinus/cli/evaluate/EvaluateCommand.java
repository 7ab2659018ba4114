package org.acinus.cli.evaluate;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.cli.terminal.Json;
import org.acinus.export.AtomicFile;
import org.acinus.mil.evaluate.Evaluation;
import org.acinus.mil.evaluate.EvaluationOptions;
import org.acinus.mil.evaluate.agreement.ReaderAgreement;
import org.acinus.mil.evaluate.report.EvaluationPage;
import org.acinus.mil.evaluate.statistic.Bootstrap;
import org.acinus.mil.labels.CaseRules;
import org.acinus.mil.labels.JoinedCases;
import org.acinus.mil.labels.LabelConflict;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `evaluate`: predictions against labels.
@Command(
        name = "evaluate",
        description = {
            "Measure predictions against labels: quadratic kappa, accuracy, AUC, sensitivity and specificity with 95 %%",
            "intervals, by site and subgroup, and the agreement of readers. All intervals repeat with the same --seed."
        },
        footer = {
            "",
            "Examples:",
            "  ./acinus evaluate --predictions heads/mine/predictions.csv --labels labels.csv --task binary",
            "  ./acinus evaluate --predictions said.csv --labels train.csv --task isup \\",
            "      --site-column data_provider --report evaluation.html",
            "  ./acinus evaluate --predictions said.csv --labels panel.csv --task isup --readers readers.csv --json"
        })
public final class EvaluateCommand implements Callable<Integer> {
    private static final int SHOWN_CONFLICTS = 10;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private final CaseOptions files = new CaseOptions();

    @Option(
            names = "--readers",
            arity = "1..*",
            paramLabel = "CSV",
            description =
                    "What people called the slides: the first column names the slide, every other column is a reader.")
    private List<Path> readers = List.of();

    @Option(names = "--report", paramLabel = "FILE.html", description = "Write one HTML page with plots.")
    private Optional<Path> report = Optional.empty();

    @Option(
            names = "--smallest-group",
            defaultValue = "20",
            paramLabel = "N",
            description =
                    "A site, subgroup or pair of readers with fewer slides gets no number (default: ${DEFAULT-VALUE}).")
    private int smallestGroup;

    @Option(
            names = "--resamples",
            defaultValue = "" + Bootstrap.RESAMPLES,
            paramLabel = "N",
            description = "Resamples of the bootstrap (default: ${DEFAULT-VALUE}).")
    private int resamples;

    @Option(
            names = "--seed",
            defaultValue = "1",
            paramLabel = "S",
            description = "Seed of the bootstrap (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        CaseRules rules;
        EvaluationOptions options;
        try {
            rules = files.rules();
            options = new EvaluationOptions(files.task.classes(), smallestGroup, new Bootstrap(resamples, seed));
        } catch (IllegalArgumentException impossible) {
            throw new ParameterException(spec.commandLine(), impossible.getMessage());
        }
        Measured measured = measure(rules, options);
        List<String> warnings = warnings(measured.joined());
        PrintWriter err = spec.commandLine().getErr();
        warnings.forEach(line -> err.println("acinus: " + line));
        if (report.isPresent()) {
            String page = EvaluationPage.of(
                    measured.evaluation(), measured.agreement(), Subjects.of(files, measured.joined(), warnings));
            AtomicFile.write(report.get(), out -> out.write(page.getBytes(StandardCharsets.UTF_8)));
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.pretty(EvaluationJson.of(measured, files.task)));
        } else {
            EvaluationText.print(out, measured, files.task);
            report.ifPresent(file -> out.println("report     " + file));
        }
        return ExitCode.OK.code();
    }

    private Measured measure(CaseRules rules, EvaluationOptions options) {
        JoinedCases joined = files.join(rules);
        Optional<ReaderAgreement> agreement =
                readers.isEmpty() ? Optional.empty() : Optional.of(Readers.compare(readers, joined, options));
        return new Measured(joined, Evaluation.of(joined.cases(), options), agreement);
    }

    private List<String> warnings(JoinedCases joined) {
        List<String> lines = new ArrayList<>();
        if (!joined.unpredicted().isEmpty()) {
            lines.add(joined.unpredicted().size() + " labelled slides have no prediction and are left out: "
                    + some(joined.unpredicted()));
        }
        if (!joined.unlabelled().isEmpty()) {
            lines.add(joined.unlabelled().size() + " predicted slides have no label and are left out: "
                    + some(joined.unlabelled()));
        }
        joined.conflicts().stream()
                .limit(SHOWN_CONFLICTS)
                .map(LabelConflict::words)
                .forEach(line -> lines.add(files.labels + ", " + line));
        if (joined.conflicts().size() > SHOWN_CONFLICTS) {
            lines.add(files.labels + ": " + (joined.conflicts().size() - SHOWN_CONFLICTS)
                    + " more rows contradict themselves; --json lists all");
        }
        return lines;
    }

    private static String some(List<String> slides) {
        return String.join(", ", slides.subList(0, Math.min(SHOWN_CONFLICTS, slides.size())))
                + (slides.size() > SHOWN_CONFLICTS ? ", ... (--json lists all)" : "");
    }
}
