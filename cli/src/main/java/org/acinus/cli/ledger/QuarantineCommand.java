package org.acinus.cli.ledger;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.Callable;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.cli.terminal.Json;
import org.acinus.intake.folder.SafeText;
import org.acinus.sql.database.Access;
import org.acinus.sql.database.Database;
import org.acinus.sql.queue.JobDesk;
import org.acinus.sql.queue.JobDesk.Quarantined;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `quarantine`: slides whose tries are used up.
@Command(
        name = "quarantine",
        description = "Slides whose tries are used up: list them, see why, try them again.",
        footer = {
            "",
            "Examples:",
            "  ./acinus quarantine list --workspace results",
            "  ./acinus quarantine show slide.svs --workspace results",
            "  ./acinus quarantine release slide.svs --workspace results"
        },
        subcommands = {QuarantineCommand.Listing.class, QuarantineCommand.Show.class, QuarantineCommand.Release.class})
public final class QuarantineCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Say what to do: quarantine list, quarantine show, or quarantine release");
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
                                : Amount.of(slides.size(), "slide")
                                        + "; './acinus quarantine show SLIDE' says what to do about one");
            }
            return ExitCode.OK.code();
        }

        static void print(PrintWriter out, Quarantined slide) {
            out.printf(
                    "%s%n  %s after %s, since %s%n  %s%n",
                    SafeText.of(slide.sourceRoot().resolve(slide.file()).toString()),
                    slide.code(),
                    Amount.of(slide.attempts(), "attempt"),
                    slide.since(),
                    SafeText.of(slide.message()));
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

    /// `quarantine show`.
    @Command(
            name = "show",
            description = {
                "Show one quarantined slide: where it is, why it failed, what its worker said last, what to do.",
                "Exit code 3 where it is not in quarantine."
            },
            footer = {"", "Example:", "  ./acinus quarantine show slide.svs --workspace results"})
    static final class Show implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init") // picocli sets it
        private CommandSpec spec;

        @Mixin
        private final WorkspaceOptions workspace = new WorkspaceOptions();

        @Parameters(paramLabel = "SLIDE", description = "Its name as 'status' shows it, or its full path.")
        @SuppressWarnings("NullAway.Init") // required: picocli sets it
        private String slide;

        @Override
        public Integer call() {
            List<Quarantined> found;
            try (Database database = workspace.openExisting("acinus quarantine", Access.READ)) {
                found = new JobDesk(database)
                        .quarantined().stream().filter(this::isMeant).toList();
            }
            if (found.isEmpty()) {
                throw new CliException(
                        ExitCode.INPUT, slide + " is not in quarantine; './acinus quarantine list' shows what is");
            }
            PrintWriter out = spec.commandLine().getOut();
            for (Quarantined one : found) {
                Listing.print(out, one);
                out.println("  the file: " + stateOf(one.sourceRoot().resolve(one.file())));
                out.println("  what to do: " + Advice.beforeRelease(one.code()));
            }
            return ExitCode.OK.code();
        }

        private boolean isMeant(Quarantined one) {
            return slide.equals(one.file())
                    || slide.equals(one.sourceRoot().resolve(one.file()).toString());
        }

        /// As this machine sees it, which may not be the one that watches.
        private static String stateOf(Path file) {
            try {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                return attributes.size() + " bytes, last changed "
                        + attributes.lastModifiedTime().toInstant();
            } catch (IOException unreadable) {
                return "not to be found from here";
            }
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
                released.forEach(file -> out.println("released  " + SafeText.of(file)));
                out.println(Amount.of(released.size(), "slide") + " released; " + NextStep.after(desk));
                slides.explainOthers(desk, released, spec.commandLine().getErr());
                return slides.exitCode(released);
            }
        }
    }
}
