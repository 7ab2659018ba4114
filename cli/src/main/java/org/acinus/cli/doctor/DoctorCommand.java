package org.acinus.cli.doctor;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.acinus.cli.model.PackOptions;
import org.acinus.cli.terminal.CacheFolder;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.cli.terminal.Json;
import org.acinus.cli.terminal.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `doctor`: whether this machine has what Acinus needs.
@Command(
        name = "doctor",
        description = {
            "Check this machine: Java, native libraries, engines, GPUs, weights, disk, memory; with advice. Then measure",
            "for two seconds how long a slide takes each installed encoder, unless --quick."
        },
        footer = {
            "",
            "Examples:",
            "  ./acinus doctor",
            "  ./acinus doctor --install bioformats    fetches Bio-Formats (GPL, optional) into the cache",
            "",
            "Exit code: 0 where all that is needed is there, else 4."
        })
public final class DoctorCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Option(
            names = "--install",
            paramLabel = "PART",
            description = "First fetch an optional part, naming its licence: ${COMPLETION-CANDIDATES}.")
    private Optional<OptionalPart> part = Optional.empty();

    @Option(names = "--quick", description = "Measure nothing.")
    private boolean quick;

    @Mixin
    private final PackOptions packs = new PackOptions();

    /// A check and what it found.
    private record Result(String name, Finding finding) {
        String state() {
            return switch (finding) {
                case Finding.Good good -> "ok";
                case Finding.Advice advice -> "advice";
                case Finding.Missing missing -> "missing";
            };
        }

        String advice() {
            return switch (finding) {
                case Finding.Good good -> "";
                case Finding.Advice advice -> advice.advice();
                case Finding.Missing missing -> missing.advice();
            };
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (part.isPresent()) {
            install(part.get());
        }
        List<Check> checks = new ArrayList<>(Checks.of(Installation.ofThisProcess()));
        if (!quick) {
            checks.addAll(Checks.speeds(packs.store(Optional.empty()), CacheFolder.path()));
        }
        List<Result> results = checks.stream()
                .map(check -> new Result(check.name(), check.examine()))
                .toList();
        boolean complete = results.stream().noneMatch(result -> result.finding() instanceof Finding.Missing);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.pretty(describe(results, complete)));
        } else {
            print(out, results, complete);
        }
        return (complete ? ExitCode.OK : ExitCode.MACHINE).code();
    }

    private void install(OptionalPart wanted) throws IOException, InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        err.println(wanted.notice());
        err.flush();
        int code;
        try {
            code = wanted.install(Installation.ofThisProcess());
        } catch (IllegalStateException notByLauncher) {
            throw new CliException(ExitCode.MACHINE, String.valueOf(notByLauncher.getMessage()), notByLauncher);
        }
        if (code != ExitCode.OK.code()) {
            throw new CliException(ExitCode.MACHINE, "it was not installed, for the reason above");
        }
    }

    private static ObjectNode describe(List<Result> results, boolean complete) {
        ObjectNode root = Json.object();
        root.put("version", Version.number());
        root.put("ok", complete);
        ArrayNode checks = root.putArray("checks");
        for (Result result : results) {
            ObjectNode node = checks.addObject()
                    .put("name", result.name())
                    .put("state", result.state())
                    .put("text", result.finding().text());
            if (result.advice().isEmpty()) {
                node.putNull("advice");
            } else {
                node.put("advice", result.advice());
            }
        }
        return root;
    }

    private static void print(PrintWriter out, List<Result> results, boolean complete) {
        for (Result result : results) {
            String advice = result.advice().isEmpty() ? "" : ": " + result.advice();
            out.printf(
                    "%-8s %-18s %s%s%n",
                    result.state(), result.name(), result.finding().text(), advice);
        }
        out.println(complete ? "This machine has what Acinus needs." : "Something that Acinus needs is missing.");
    }
}
