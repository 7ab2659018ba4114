package org.acinus.cli.ledger;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.cli.terminal.Json;
import org.acinus.sql.database.Access;
import org.acinus.sql.database.Database;
import org.acinus.sql.queue.JobDesk;
import org.acinus.sql.queue.JobDesk.Quarantined;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `quarantine`: slides whose tries are used up.
@Command(
        name = "quarantine",
        description = "Slides whose tries are used up: look at them, let them go.",
        subcommands = {QuarantineCommand.Listing.class, QuarantineCommand.Release.class})
public final class QuarantineCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: quarantine list, or quarantine release");
    }

    /// `quarantine list`.
    @Command(
            name = "list",
            description = "Show each quarantined slide with its last failure and what its worker said last.",
            footer = {"", "Example:", "  ./acinus quarantine list --workspace results"})
    static final class Listing implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init") // picocli sets it
        private CommandSpec spec;

        @Mixin
        private final WorkspaceOptions workspace = new WorkspaceOptions();

        @Option(names = "--json", description = "Print one JSON document.")
        private boolean json;

        @Override
        public Integer call() {
            List<Quarantined> slides;
            try (Database database = workspace.openExisting("acinus quarantine", Access.READ)) {
                slides = new JobDesk(database).quarantined();
            }
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.println(Json.pretty(describe(slides)));
            } else {
                slides.forEach(slide -> print(out, slide));
                out.println(
                        slides.isEmpty()
                                ? "the quarantine is empty"
                                : slides.size() + " slides; './acinus quarantine release SLIDE' tries one again");
            }
            return ExitCode.OK.code();
        }

        private static void print(PrintWriter out, Quarantined slide) {
            out.printf(
                    "%s%n  %s after %d attempts, since %s%n  %s%n",
                    slide.sourceRoot().resolve(slide.file()),
                    slide.code(),
                    slide.attempts(),
                    slide.since(),
                    slide.message());
            slide.lastOutput().ifPresent(text -> out.println(text.indent(4).stripTrailing()));
        }

        private static ObjectNode describe(List<Quarantined> slides) {
            ObjectNode root = Json.object();
            ArrayNode list = root.putArray("slides");
            for (Quarantined slide : slides) {
                list.addObject()
                        .put("file", slide.file())
                        .put("source_root", slide.sourceRoot().toString())
                        .put("code", slide.code())
                        .put("message", slide.message())
                        .put("attempts", slide.attempts())
                        .put("since", slide.since().toString())
                        .put("last_output", slide.lastOutput().orElse(null));
            }
            return root;
        }
    }

    /// `quarantine release`.
    @Command(
            name = "release",
            description = "Queue quarantined slides again, with all their tries.",
            footer = {"", "Example:", "  ./acinus quarantine release slide.svs --workspace results"})
    static final class Release implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init") // picocli sets it
        private CommandSpec spec;

        @Mixin
        private final WorkspaceOptions workspace = new WorkspaceOptions();

        @Mixin
        private final SlideNames slides = new SlideNames();

        @Override
        public Integer call() {
            try (Database database = workspace.openExisting("acinus quarantine", Access.WORK)) {
                JobDesk desk = new JobDesk(database);
                List<String> released = desk.release(slides.checked(desk));
                PrintWriter out = spec.commandLine().getOut();
                released.forEach(file -> out.println("released  " + file));
                out.println(released.size() + " slides released; the next run, watch or worker takes them");
            }
            return ExitCode.OK.code();
        }
    }
}
