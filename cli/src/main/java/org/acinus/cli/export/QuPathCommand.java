package org.acinus.cli.export;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.acinus.export.AtomicFile;
import org.acinus.export.SlideExport;
import org.acinus.export.qupath.QuPathEntry;
import org.acinus.export.qupath.QuPathFrame;
import org.acinus.export.qupath.QuPathGeoJsonWriter;
import org.acinus.export.qupath.QuPathIndex;
import org.acinus.export.qupath.QuPathProject;
import org.acinus.export.qupath.QuPathScript;
import org.acinus.export.qupath.QuPathTiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `export qupath`: one GeoJSON a slide, the script that loads them, and a project on request.
@Command(
        name = "qupath",
        description = {
            "Write DIR/NAME.geojson for each slide, for QuPath 0.4 and later: the slide with its outcome, tiled tissue,",
            "hot spots, and tiles with their scores. Beside them lies a script that loads the right file into the",
            "image that is open, in the frame that QuPath shows it in, and colours the tiles as the heatmap does."
        },
        footer = {
            "",
            "Examples:",
            "  ./acinus export qupath -w W --out qupath/             then drag a file onto the open slide",
            "  ./acinus export qupath -w W --out qupath/ --project   then open qupath/project.qpproj and, in the script",
            "                                                        editor, 'Run for project' its script"
        })
final class QuPathCommand implements Callable<Integer> {
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
                "where it crops MRXS, SCN and VMS; the script moves objects by itself. Default: ${DEFAULT-VALUE}, as the",
                "run wrote it (for the heatmap, which nothing moves, it is bounds)."
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

    @Option(
            names = "--project",
            description = {
                "Also write a QuPath project of all slides, DIR/project.qpproj. It names the slides where they are and",
                "copies none; objects are loaded by its script."
            })
    private boolean project;

    @Override
    public Integer call() throws IOException {
        QuPathTiles tiles = simplify ? QuPathTiles.MERGED : QuPathTiles.EACH;
        SlideExport geoJson = new QuPathGeoJsonWriter(frame, tiles);
        List<QuPathEntry> entries = new ArrayList<>();
        int code = options.export(spec.commandLine(), (report, at) -> {
            String name = geoJson.fileName(at.name());
            AtomicFile.write(options.file(name), out -> geoJson.write(report, out));
            entries.add(QuPathEntry.of(report, at.slide(), name));
        });
        AtomicFile.write(options.file(QuPathIndex.FILE_NAME), new QuPathIndex(entries, frame, tiles)::write);
        writeScript(options.file(QuPathScript.FILE_NAME));
        if (project) {
            Path folder = options.file(".").normalize();
            writeScript(Files.createDirectories(folder.resolve(QuPathProject.SCRIPTS))
                    .resolve(QuPathScript.FILE_NAME));
            AtomicFile.write(
                    folder.resolve(QuPathProject.FILE_NAME), new QuPathProject(folder, entries, Instant.now())::write);
        }
        return code;
    }

    private void writeScript(Path file) throws IOException {
        byte[] text = new QuPathScript(options.file(".")).text().getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, out -> out.write(text));
    }
}
