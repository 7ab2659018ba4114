package org.acinus.cli.bags;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.cli.terminal.Json;
import org.acinus.mil.features.MappedBag;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `bags show`.
@Command(
        name = "show",
        description = "Say what bags hold: slide, encoder, tiles, spacing, and how they were computed.",
        footer = {"", "Example:", "  ./acinus bags show bags/*.arrow"})
final class BagsShowCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "BAG", description = "Arrow files.")
    private List<Path> files = List.of();

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() {
        ObjectNode root = Json.object();
        PrintWriter out = spec.commandLine().getOut();
        for (Path file : files) {
            try (MappedBag bag = MappedBag.open(file)) {
                ObjectNode node = json ? root.withArray("bags").addObject() : Json.object();
                node.put("file", file.toString());
                node.put("tiles", bag.size());
                bag.header().metadata().forEach((key, value) -> node.put(key.replace("acinus.", ""), value));
                if (!json) {
                    node.properties()
                            .forEach(entry -> out.printf(
                                    "%-26s%s%n",
                                    entry.getKey(), entry.getValue().asText()));
                    out.println();
                }
            }
        }
        if (json) {
            out.println(Json.pretty(root));
        }
        return ExitCode.OK.code();
    }
}
