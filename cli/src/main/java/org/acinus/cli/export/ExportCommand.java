package org.acinus.cli.export;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `export`: finished results for other programs.
@Command(
        name = "export",
        description = "Hand finished results to other programs.",
        footer = {
            "",
            "Examples:",
            "  ./acinus export qupath --workspace W --out qupath/   then drag a file onto the open slide in QuPath",
            "  ./acinus export heatmap --workspace W --out heat/    PNG, and OME-TIFF for QuPath and Fiji",
            "  ./acinus export csv --workspace W --out tables/",
            "  ./acinus export report --workspace W --out reports/  a page of A4 a slide, and a page a case",
            "",
            "Research use only; not a medical device."
        },
        subcommands = {QuPathCommand.class, HeatmapCommand.class, CsvCommand.class, ReportCommand.class})
public final class ExportCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to export: qupath, heatmap, csv or report");
    }
}
