package org.acinus.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.cli.terminal.Json;
import org.acinus.pipeline.JobState;
import org.acinus.pipeline.JobStatus;
import org.acinus.pipeline.RunLedger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `status`: what became of every slide.
@Command(
        name = "status",
        description = "Show every slide of a workspace: state, outcome or failure code, attempts.",
        footer = {"", "Example:", "  ./acinus status --workspace results --json"})
final class StatusCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private final WorkspaceOptions workspace = new WorkspaceOptions();

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() {
        List<JobStatus> slides;
        try (RunLedger ledger = workspace.openExistingLedger("acinus status")) {
            slides = ledger.status();
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.pretty(describe(slides)));
        } else {
            print(out, slides);
        }
        return ExitCode.OK.code();
    }

    private static ObjectNode describe(List<JobStatus> slides) {
        ObjectNode root = Json.object();
        ArrayNode list = root.putArray("slides");
        for (JobStatus slide : slides) {
            list.addObject()
                    .put("file", slide.file())
                    .put("state", slide.state().name())
                    .put("outcome", slide.outcome().orElse(null))
                    .put("code", slide.code().orElse(null))
                    .put("attempts", slide.attempts())
                    .put("message", slide.message().orElse(null));
        }
        ObjectNode counts = root.putObject("counts");
        for (JobState state : JobState.values()) {
            counts.put(state.name(), count(slides, state));
        }
        return root;
    }

    private static long count(List<JobStatus> slides, JobState state) {
        return slides.stream().filter(slide -> slide.state() == state).count();
    }

    private static void print(PrintWriter out, List<JobStatus> slides) {
        for (JobStatus slide : slides) {
            String what = slide.outcome().or(slide::code).orElse("");
            out.printf(
                    "%-11s %-20s %s%s%n",
                    slide.state(),
                    what,
                    slide.file(),
                    slide.message().map(text -> "  (" + text + ")").orElse(""));
        }
        StringBuilder counts = new StringBuilder();
        for (JobState state : JobState.values()) {
            long count = count(slides, state);
            if (count > 0) {
                counts.append(counts.isEmpty() ? "" : ", ")
                        .append(count)
                        .append(' ')
                        .append(state);
            }
        }
        out.println(slides.isEmpty() ? "no slides yet" : slides.size() + " slides: " + counts);
    }
}
