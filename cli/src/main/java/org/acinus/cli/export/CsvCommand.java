package org.acinus.cli.export;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.acinus.export.AtomicFile;
import org.acinus.export.SlideExport;
import org.acinus.export.SlidesCsvWriter;
import org.acinus.export.TilesCsvWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `export csv`: one table of slides, and one of tiles for each.
@Command(
        name = "csv",
        description = "Write DIR/slides.csv, a line a slide, and DIR/NAME.tiles.csv, a line a tile, for each slide.",
        footer = {"", "Example:", "  ./acinus export csv --workspace W --out tables/"})
final class CsvCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private final ExportOptions options = new ExportOptions();

    @Override
    public Integer call() throws IOException {
        SlideExport tiles = new TilesCsvWriter();
        StringWriter table = new StringWriter();
        SlidesCsvWriter slides = new SlidesCsvWriter(table);
        int code = options.export(spec.commandLine(), (report, at) -> {
            Path file = options.file(at.name() + ".tiles.csv");
            AtomicFile.write(file, out -> tiles.write(report, out));
            slides.add(report);
        });
        byte[] bytes = table.toString().getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(options.file("slides.csv"), out -> out.write(bytes));
        return code;
    }
}
