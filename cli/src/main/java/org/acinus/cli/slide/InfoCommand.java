package org.acinus.cli.slide;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.cli.terminal.Json;
import org.acinus.wsi.Recognition;
import org.acinus.wsi.Slide;
import org.acinus.wsi.SlideFormats;
import org.acinus.wsi.metadata.PixelSpacing;
import org.acinus.wsi.metadata.PyramidLevel;
import org.acinus.wsi.metadata.SlideMetadata;
import org.acinus.wsi.metadata.SpacingFinding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `info`: what a slide is.
@Command(
        name = "info",
        description = "Show what a slide is: format, levels, spacing, bounds, and which readers know it.",
        footer = {"", "Example:", "  ./acinus info slide.svs --json"})
public final class InfoCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private final SlideArgument slide = new SlideArgument();

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() {
        List<SlideFormats.Opinion> opinions = slide.opinions();
        PrintWriter out = spec.commandLine().getOut();
        try (Slide opened = slide.open()) {
            if (json) {
                out.println(Json.pretty(describe(opened.metadata(), opinions)));
            } else {
                print(out, opened.metadata(), opinions);
            }
        }
        return ExitCode.OK.code();
    }

    private ObjectNode describe(SlideMetadata metadata, List<SlideFormats.Opinion> opinions) {
        ObjectNode root = Json.object();
        root.put("file", slide.file().toString());
        root.put("format", metadata.format());
        root.put("reader", metadata.reader());
        root.put("width", metadata.width());
        root.put("height", metadata.height());
        ArrayNode levels = root.putArray("levels");
        for (PyramidLevel level : metadata.levels()) {
            levels.addObject()
                    .put("width", level.width())
                    .put("height", level.height())
                    .put("downsample", level.downsample());
        }
        switch (metadata.spacing()) {
            case SpacingFinding.Known(PixelSpacing spacing) ->
                root.putObject("spacing")
                        .put("x", spacing.xMicrons())
                        .put("y", spacing.yMicrons())
                        .put("source", spacing.source().name());
            case SpacingFinding.Missing missing -> root.putNull("spacing").put("spacing_problem", "MISSING");
            case SpacingFinding.Implausible(PixelSpacing claimed) ->
                root.putNull("spacing")
                        .put("spacing_problem", "IMPLAUSIBLE")
                        .putObject("spacing_claimed")
                        .put("x", claimed.xMicrons())
                        .put("y", claimed.yMicrons())
                        .put("source", claimed.source().name());
        }
        metadata.objective().ifPresentOrElse(power -> root.put("objective", power), () -> root.putNull("objective"));
        root.putObject("bounds")
                .put("x", metadata.bounds().x())
                .put("y", metadata.bounds().y())
                .put("width", metadata.bounds().width())
                .put("height", metadata.bounds().height());
        root.put("icc", metadata.icc().name());
        ArrayNode associated = root.putArray("associated");
        metadata.associatedImages().forEach(associated::add);
        ArrayNode readers = root.putArray("readers");
        for (SlideFormats.Opinion opinion : opinions) {
            readers.addObject()
                    .put("name", opinion.reader())
                    .put("available", opinion.recognition() instanceof Recognition.Recognised)
                    .put("reason", reason(opinion.recognition()));
        }
        return root;
    }

    private void print(PrintWriter out, SlideMetadata metadata, List<SlideFormats.Opinion> opinions) {
        out.printf("%-12s%s%n", "file", slide.file());
        out.printf("%-12s%s, read by %s%n", "format", metadata.format(), metadata.reader());
        out.printf("%-12s%,d x %,d px%n", "size", metadata.width(), metadata.height());
        for (PyramidLevel level : metadata.levels()) {
            out.printf(
                    Locale.ROOT,
                    "%-12s%,d x %,d px, downsample %.4g%n",
                    "level " + level.index(),
                    level.width(),
                    level.height(),
                    level.downsample());
        }
        out.printf("%-12s%s%n", "spacing", Spacings.describe(metadata.spacing()));
        out.printf(
                Locale.ROOT,
                "%-12s%s%n",
                "objective",
                metadata.objective().isPresent() ? metadata.objective().getAsDouble() + "x" : "not stated");
        out.printf(
                "%-12s%,d x %,d px at (%,d, %,d)%n",
                "bounds",
                metadata.bounds().width(),
                metadata.bounds().height(),
                metadata.bounds().x(),
                metadata.bounds().y());
        out.printf("%-12s%s%n", "associated", String.join(", ", metadata.associatedImages()));
        out.printf(
                "%-12s%s%n",
                "ICC profile",
                switch (metadata.icc()) {
                    case ABSENT -> "none";
                    case KEPT -> "there, not applied";
                    case APPLIED -> "applied: pixels are sRGB";
                });
        out.printf(
                "%-12s%s%n",
                "readers",
                opinions.stream()
                        .map(opinion -> opinion.reader() + " (" + reason(opinion.recognition()) + ")")
                        .collect(Collectors.joining(", ")));
    }

    private static String reason(Recognition recognition) {
        return switch (recognition) {
            case Recognition.Recognised recognised -> "reads it as " + recognised.vendor();
            case Recognition.NotMine notMine -> notMine.reason();
            case Recognition.Unavailable unavailable -> unavailable.reason();
        };
    }
}
