package org.acinus.cli.export;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.acinus.export.AtomicFile;
import org.acinus.export.SlideExport;
import org.acinus.export.SlidesCsvWriter;
import org.acinus.export.TilesCsvWriter;
import org.acinus.export.qupath.QuPathFrame;
import org.acinus.export.qupath.QuPathGeoJsonWriter;
import org.acinus.export.qupath.QuPathTiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
            "  ./acinus export csv --workspace W --out tables/",
            "",
            "Research use only; not a medical device."
        },
        subcommands = {
            ExportCommand.QuPath.class,
            ExportCommand.Heatmap.class,
            ExportCommand.Csv.class,
            ReportCommand.class
        })
public final class ExportCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to export: qupath, heatmap, csv or report");
    }

    /// One GeoJSON a slide.
    @Command(
            name = "qupath",
            description =
                    "Write DIR/NAME.geojson for each slide: its tiles with their scores, for QuPath 0.4 and later.")
    static final class QuPath implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init") // picocli sets it
        private CommandSpec spec;

        @Mixin
        private final ExportOptions options = new ExportOptions();

        @Option(
                names = "--frame",
                paramLabel = "full|bounds",
                defaultValue = "full",
                description = {
                    "Count from the corner of the whole slide (full), or of its scanned part (bounds), as QuPath does",
                    "where it crops MRXS, SCN and VMS. Default: ${DEFAULT-VALUE}."
                })
        @SuppressWarnings("NullAway.Init") // picocli sets the default
        private QuPathFrame frame;

        @Option(
                names = "--simplify",
                description = {
                    "Merge neighbouring tiles of one class into polygons: files of some kilobytes, without the",
                    "measurements of single tiles."
                })
        private boolean simplify;

        @Override
        public Integer call() throws IOException {
            SlideExport geoJson = new QuPathGeoJsonWriter(frame, simplify ? QuPathTiles.MERGED : QuPathTiles.EACH);
            return options.export(spec.commandLine(), (report, folder) -> {
                Path file = options.file(geoJson.fileName(name(folder)));
                AtomicFile.write(file, out -> geoJson.write(report, out));
            });
        }
    }

    /// One picture a slide, as the run drew it.
    @Command(name = "heatmap", description = "Copy each slide's heatmap to DIR/NAME.png.")
    static final class Heatmap implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init") // picocli sets it
        private CommandSpec spec;

        @Mixin
        private final ExportOptions options = new ExportOptions();

        @Override
        public Integer call() throws IOException {
            return options.export(spec.commandLine(), (report, folder) -> {
                Path picture = folder.resolve("heatmap.png");
                AtomicFile.write(options.file(name(folder) + ".png"), out -> Files.copy(picture, out));
            });
        }
    }

    /// One table of slides, and one of tiles for each.
    @Command(
            name = "csv",
            description =
                    "Write DIR/slides.csv, a line a slide, and DIR/NAME.tiles.csv, a line a tile, for each slide.")
    static final class Csv implements Callable<Integer> {
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
            int code = options.export(spec.commandLine(), (report, folder) -> {
                Path file = options.file(name(folder) + ".tiles.csv");
                AtomicFile.write(file, out -> tiles.write(report, out));
                slides.add(report);
            });
            byte[] bytes = table.toString().getBytes(StandardCharsets.UTF_8);
            AtomicFile.write(options.file("slides.csv"), out -> out.write(bytes));
            return code;
        }
    }

    private static String name(Path folder) {
        return folder.getFileName().toString();
    }
}
