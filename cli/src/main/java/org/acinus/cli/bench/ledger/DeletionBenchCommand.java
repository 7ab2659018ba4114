package org.acinus.cli.bench.ledger;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.acinus.cli.model.PackOptions;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.cli.terminal.Json;
import org.acinus.mil.djl.HeadClassifier;
import org.acinus.mil.explain.Deletion;
import org.acinus.mil.features.FeatureBag;
import org.acinus.mil.features.FeatureBagReader;
import org.acinus.mil.pack.ModelPack;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `bench deletion`.
@Command(
        name = "deletion",
        description = {
            "Check whether a head's heatmaps show its reasons: take away the tiles that contribute most towards cancer,",
            "and as many at random, and compare how far the slide's log-odds of cancer fall."
        },
        footer = {
            "",
            "Example:",
            "  ./acinus features slides/ --out bags && ./acinus bench deletion --bags bags --pack demo-head"
        })
public final class DeletionBenchCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--bags", required = true, paramLabel = "DIR", description = "Folder that 'features' has filled.")
    @SuppressWarnings("NullAway.Init") // required
    private Path bags;

    @Option(names = "--pack", required = true, paramLabel = "PACK", description = "The head, by name or folder.")
    @SuppressWarnings("NullAway.Init") // required
    private String pack;

    @Mixin
    private final PackOptions packs = new PackOptions();

    @Option(
            names = "--share",
            defaultValue = "0.05",
            description = "Share of the tiles that is taken away (default: ${DEFAULT-VALUE}).")
    private double share;

    @Option(names = "--draws", defaultValue = "20", description = "Random choices a slide (default: ${DEFAULT-VALUE}).")
    private int draws;

    @Option(names = "--seed", defaultValue = "1", description = "Another seed, other choices (default: 1).")
    private long seed;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (!(share > 0 && share < 1) || draws < 1) {
            throw new CliException(ExitCode.USAGE, "--share lies between 0 and 1, and --draws is at least 1");
        }
        ModelPack head = packs.store(Optional.empty()).find(pack);
        Map<String, Deletion> slides = new TreeMap<>();
        try (HeadClassifier classifier = HeadClassifier.open(head);
                Stream<Path> files = Files.list(bags)) {
            for (Path file : files.filter(candidate -> candidate.toString().endsWith(".arrow"))
                    .sorted()
                    .toList()) {
                FeatureBag bag = FeatureBagReader.read(file);
                head.requireEncoder(bag.header().encoder());
                if (bag.tiles().size() >= 2) {
                    slides.put(
                            String.valueOf(file.getFileName()),
                            Deletion.of(classifier, bag.features(), share, draws, seed));
                }
            }
        }
        if (slides.isEmpty()) {
            throw new CliException(ExitCode.INPUT, bags + " holds no bag of two tiles or more");
        }
        print(List.copyOf(slides.values()), head);
        return ExitCode.OK.code();
    }

    private void print(List<Deletion> slides, ModelPack head) {
        List<Deletion> called =
                slides.stream().filter(slide -> slide.whole() > 0).toList();
        long held = called.stream()
                .filter(slide -> slide.fallByTop() > slide.fallByRandom())
                .count();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            ObjectNode root = Json.object();
            root.put("pack", head.toString()).put("demo", head.manifest().demo());
            root.put("share", share).put("draws", draws).put("slides", slides.size());
            root.put("called_cancer", called.size()).put("top_falls_more", held);
            root.put("fall_by_top", mean(called, Deletion::fallByTop));
            root.put("fall_by_random", mean(called, Deletion::fallByRandom));
            ArrayNode each = root.putArray("log_odds");
            for (Deletion slide : slides) {
                each.addObject()
                        .put("tiles", slide.tiles())
                        .put("removed", slide.removed())
                        .put("whole", slide.whole())
                        .put("without_top", slide.withoutTop())
                        .put("without_random", slide.withoutRandom());
            }
            out.println(Json.pretty(root));
            return;
        }
        out.printf(
                Locale.ROOT,
                "%s%s: %d of %d slides are called cancer; taking away %.0f %% of the tiles, on average%n",
                head,
                head.manifest().demo() ? " (DEMO)" : "",
                called.size(),
                slides.size(),
                100 * share);
        out.printf(Locale.ROOT, "  the strongest  costs %.2f in log-odds%n", mean(called, Deletion::fallByTop));
        out.printf(Locale.ROOT, "  random ones    cost  %.2f in log-odds%n", mean(called, Deletion::fallByRandom));
        out.printf(Locale.ROOT, "The strongest cost more on %d of %d slides.%n", held, called.size());
    }

    private static double mean(List<Deletion> slides, ToDoubleFunction<Deletion> figure) {
        return slides.stream().mapToDouble(figure).average().orElse(0);
    }
}
