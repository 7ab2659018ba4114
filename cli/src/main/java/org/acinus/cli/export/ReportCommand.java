package org.acinus.cli.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.export.report.CaseSheet;
import org.acinus.export.report.ReportPage;
import org.acinus.export.report.SlideReportFiles;
import org.acinus.export.report.SlideSheet;
import org.acinus.mil.labels.LabelDataException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `export report`: a page of A4 a slide, or a case.
@Command(
        name = "report",
        description = {
            "Write a page of A4 for each slide, and for each case.",
            "",
            "A slide's page is DIR/NAME.report.html and .pdf; for each case there is also DIR/CASE.case.html and .pdf. Cases"
                    + " are those that run was told in --slides-csv (case_id), or those of --cases. The pages open without a"
                    + " network."
        },
        footer = {
            "",
            "Examples:",
            "  ./acinus export report --workspace W --out reports/",
            "  ./acinus export report --workspace W --out reports/ --cases slides.csv   with the columns file,case_id"
        })
final class ReportCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private final ExportOptions options = new ExportOptions();

    @Option(
            names = "--cases",
            paramLabel = "CSV",
            description = {
                "Which slides make a case: a CSV with the columns file and case_id (or patient), perhaps part; the file",
                "of --slides-csv will do. What stands there is printed; nothing else of a patient is. Default: what the runs",
                "were told."
            })
    private Optional<Path> cases = Optional.empty();

    @Option(names = "--no-pdf", description = "Write HTML only.")
    private boolean noPdf;

    @Override
    public Integer call() throws IOException {
        Optional<CasesCsv> known = readCases();
        Map<String, List<CaseSheet.Part>> byCase = new TreeMap<>();
        int code = options.export(spec.commandLine(), (report, at) -> {
            SlideSheet sheet = SlideReportFiles.sheet(at.folder(), report);
            write(ReportPage.of(sheet), at.name() + ".report");
            known.map(table -> table.of(report.slide().file()))
                    .orElseGet(() -> at.caseId().map(name -> new CasesCsv.Place(name, "")))
                    .ifPresent(place -> byCase.computeIfAbsent(place.caseId(), unseen -> new ArrayList<>())
                            .add(new CaseSheet.Part(place.part(), sheet)));
        });
        for (Map.Entry<String, List<CaseSheet.Part>> entry : byCase.entrySet()) {
            CaseSheet sheet = new CaseSheet(entry.getKey(), entry.getValue());
            write(ReportPage.of(sheet), CasesCsv.fileName(entry.getKey()) + ".case");
        }
        if (known.isPresent() || !byCase.isEmpty()) {
            spec.commandLine().getOut().printf("%d cases%n", byCase.size());
        }
        return code;
    }

    private void write(String page, String name) throws IOException {
        SlideReportFiles.writePage(page, options.file(name + ".html"), options.file(name + ".pdf"), !noPdf);
    }

    private Optional<CasesCsv> readCases() {
        try {
            return cases.map(CasesCsv::read);
        } catch (LabelDataException senseless) {
            throw new CliException(ExitCode.INPUT, String.valueOf(senseless.getMessage()), senseless);
        }
    }
}
