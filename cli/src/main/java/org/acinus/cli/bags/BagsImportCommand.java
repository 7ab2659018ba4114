package org.acinus.cli.bags;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.acinus.cli.failure.FailureReport;
import org.acinus.cli.slide.ReaderOption;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.mil.features.BagIndex;
import org.acinus.mil.features.InvalidBagException;
import org.acinus.mil.features.exchange.BagImport;
import org.acinus.mil.features.exchange.ImportPlan;
import org.acinus.pipeline.SlideFolder;
import org.acinus.wsi.Slide;
import org.acinus.wsi.SlideException;
import org.acinus.wsi.identity.SlideHash;
import org.acinus.wsi.metadata.PixelSpacing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `bags import`.
@Command(
        name = "import",
        description = {
            "Make Arrow bags of HDF5 files by TRIDENT, CLAM or STAMP; which of them wrote a file is told by what is in",
            "it. Features are not changed. Files that cannot be imported are named, and the others go on.",
            "",
            "With --slides a bag gets the hash and the spacing of the slide of the same name; without it the bag says that",
            "its slide is unknown. What a file does not state itself has to be stated here: CLAM states neither spacing",
            "nor tile size, STAMP no spacing. Tiles of STAMP 1, which are 224 apart and state nothing, are taken for",
            "224 px of 256 µm, as STAMP itself takes them."
        },
        footer = {
            "",
            "Examples:",
            "  ./acinus bags import trident/features_uni_v2/ --encoder uni2-h --slides slides/ --out bags/",
            "  ./acinus bags import features.h5 --encoder ctranspath --level0-spacing 0.5 --out bags/",
            "",
            "Exit code: 0 all imported, 1 some were not, 3 the only one was not."
        })
final class BagsImportCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "HDF5 files, or folders of them.")
    private List<Path> paths = List.of();

    @Option(
            names = "--encoder",
            required = true,
            paramLabel = "NAME",
            description = "The network that made the features; bags of one name are taken for comparable.")
    @SuppressWarnings("NullAway.Init") // required: picocli sets it
    private String encoder;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder for the bags; made if missing.")
    @SuppressWarnings("NullAway.Init") // required: picocli sets it
    private Path out;

    @Option(names = "--slides", paramLabel = "DIR", description = "The slides, found by name.")
    private Optional<Path> slides = Optional.empty();

    @Option(
            names = "--level0-spacing",
            paramLabel = "MICRONS",
            description = "µm of a level-0 pixel, where neither file nor slide tells.")
    private Optional<Double> spacing0 = Optional.empty();

    @Option(
            names = "--tile-width0",
            paramLabel = "PIXELS",
            description = "Width of a tile in level-0 pixels (default: as stated, else the smallest step).")
    private Optional<Double> width0 = Optional.empty();

    @Option(
            names = "--tile-pixels",
            paramLabel = "PIXELS",
            description = "Width of a tile as the encoder saw it (default: as stated, else as on level 0).")
    private Optional<Integer> tilePixels = Optional.empty();

    @Mixin
    private final ReaderOption reader = new ReaderOption();

    @Override
    public Integer call() throws IOException {
        if (!encoder.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
            throw new CliException(ExitCode.USAGE, "--encoder is a name of letters, digits, '.', '_' and '-'");
        }
        if (spacing0.orElse(1.0) <= 0 || width0.orElse(1.0) < 1 || tilePixels.orElse(1) < 1) {
            throw new CliException(ExitCode.USAGE, "--level0-spacing, --tile-width0 and --tile-pixels are positive");
        }
        List<Path> files = files();
        Map<String, Path> byName = slidesByName();
        int failures = 0;
        for (Path file : files) {
            try {
                importOne(file, Optional.ofNullable(byName.get(stem(file))));
            } catch (InvalidBagException | SlideException refused) {
                failures++;
                spec.commandLine()
                        .getErr()
                        .println("acinus: " + FailureReport.of(refused).line());
            }
        }
        return (failures == 0 ? ExitCode.OK : files.size() == 1 ? ExitCode.INPUT : ExitCode.SOME_FAILED).code();
    }

    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path path : paths) {
            if (!Files.isDirectory(path)) {
                files.add(path);
                continue;
            }
            try (Stream<Path> entries = Files.list(path)) {
                entries.filter(entry -> String.valueOf(entry.getFileName()).matches("(?i).*\\.(h5|hdf5)"))
                        .sorted()
                        .forEach(files::add);
            }
        }
        if (files.isEmpty()) {
            throw new CliException(ExitCode.INPUT, "no .h5 or .hdf5 file in " + paths);
        }
        return files;
    }

    private Map<String, Path> slidesByName() throws IOException {
        Map<String, Path> byName = new LinkedHashMap<>();
        if (slides.isPresent()) {
            for (SlideFolder.Found slide :
                    SlideFolder.list(List.of(slides.get())).slides()) {
                if (byName.put(stem(slide.path()), slide.path()) != null) {
                    throw new CliException(
                            ExitCode.INPUT, "two slides in " + slides.get() + " are named " + stem(slide.path()));
                }
            }
        }
        return byName;
    }

    /// A file's name without its last ending.
    private static String stem(Path file) {
        return String.valueOf(file.getFileName()).replaceFirst("\\.[^.]+$", "");
    }

    private void importOne(Path file, Optional<Path> slide) {
        Optional<String> sha256 = slide.map(SlideHash::of);
        OptionalDouble spacing = spacing0.map(OptionalDouble::of)
                .or(() -> slide.map(this::spacing))
                .orElseGet(OptionalDouble::empty);
        ImportPlan plan = new ImportPlan(
                encoder,
                sha256,
                spacing,
                width0.map(OptionalDouble::of).orElseGet(OptionalDouble::empty),
                tilePixels.map(OptionalInt::of).orElseGet(OptionalInt::empty));
        BagImport.Imported imported = BagImport.run(file, plan, out);
        String name = String.valueOf(slide.orElse(file).getFileName());
        BagIndex.add(
                out, Map.of(name, String.valueOf(imported.bag().getFileName()).substring(0, 64)));
        PrintWriter print = spec.commandLine().getOut();
        print.printf(
                Locale.ROOT,
                "%s: %s, %,d tiles of %d features, %s, %s%n",
                file.getFileName(),
                imported.layout(),
                imported.tiles(),
                imported.dimension(),
                slide.isPresent() ? "slide found" : "slide unknown",
                imported.bag().getFileName());
        print.flush();
    }

    private OptionalDouble spacing(Path slide) {
        try (Slide opened = reader.formats().open(slide)) {
            return opened.metadata()
                    .spacing()
                    .known()
                    .map(PixelSpacing::xMicrons)
                    .map(OptionalDouble::of)
                    .orElseGet(OptionalDouble::empty);
        }
    }
}
