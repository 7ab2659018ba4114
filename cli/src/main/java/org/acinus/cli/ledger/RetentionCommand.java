package org.acinus.cli.ledger;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.intake.folder.SafeText;
import org.acinus.sql.database.Access;
import org.acinus.sql.database.Database;
import org.acinus.sql.retention.LegalHolds;
import org.acinus.sql.retention.LegalHolds.Hold;
import org.acinus.sql.retention.Retention;
import org.acinus.sql.retention.RetentionPolicy;
import org.acinus.sql.retention.RetentionPolicy.RecordClass;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `db retention`: lets go of what need not be kept any longer.
@Command(
        name = "retention",
        description = {
            "Delete what is past its time: tile rows by whole months, results with their files, feature files.",
            "Nothing that is on hold goes. Each deletion is an entry in the audit log. Needs the owner's rights."
        },
        footer = {
            "",
            "Examples:",
            "  ./acinus db retention --dry-run -w results       what would go",
            "  ./acinus db retention set tile 1y -w results     keep tile rows one year",
            "  ./acinus db retention hold --case C-17 --reason 'court order' -w results"
        },
        subcommands = {
            RetentionCommand.SetPolicy.class,
            RetentionCommand.HoldCommand.class,
            RetentionCommand.Lift.class,
            RetentionCommand.Holds.class
        })
final class RetentionCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private final WorkspaceOptions workspace = new WorkspaceOptions();

    @Option(names = "--dry-run", description = "Only say what would go.")
    private boolean dryRun;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        try (Database database = workspace.openExisting("acinus db retention", Access.OWN)) {
            Retention retention = new Retention(database);
            for (RetentionPolicy policy : retention.policies()) {
                out.printf(
                        "%-8s kept %s%n",
                        word(policy), policy.keep().map(RetentionCommand::text).orElse("for ever"));
            }
            RetentionFiles files = new RetentionFiles(workspace.workspace(), retention.filesToKeep());
            Retention.Outcome gone = dryRun ? retention.dryRun() : retention.carryOut();
            String did = dryRun ? "would go: " : "deleted: ";
            gone.months()
                    .forEach(month ->
                            out.println(did + "tile rows of " + month.toString().substring(0, 7)));
            gone.results().forEach(result -> out.println(did + "result of " + SafeText.of(result.file())));
            int bags = files.features(dryRun);
            int folders = files.results(gone.results(), dryRun);
            List<String> parts = Stream.of(
                            Amount.of(gone.months().size(), "month") + " of tile rows",
                            "tile rows of " + Amount.of(gone.runsWithoutTiles(), "further result"),
                            Amount.of(gone.results().size(), "result"),
                            Amount.of(folders, "result folder"),
                            Amount.of(bags, "feature file"),
                            Amount.of(gone.jobs(), "job") + " without a result",
                            Amount.of(gone.auditEntries(), "audit log line"))
                    .filter(part -> !part.matches("(tile rows of )?0 .*"))
                    .toList();
            out.println(parts.isEmpty() ? "nothing is past its time" : did + String.join(", ", parts));
            if (gone.held() > 0) {
                out.println(Amount.of(gone.held(), "result")
                        + (gone.held() == 1 ? " past its time is" : " past their time are")
                        + " kept by a hold: 'db retention holds'");
            }
        }
        return ExitCode.OK.code();
    }

    private static String word(RetentionPolicy policy) {
        return policy.recordClass().name().toLowerCase(Locale.ROOT);
    }

    private static String text(Period keep) {
        return keep.toString().substring(1).toLowerCase(Locale.ROOT);
    }

    /// `db retention set`.
    @Command(
            name = "set",
            description = "Change how long one class of records is kept.",
            footer = {
                "",
                "Examples:",
                "  ./acinus db retention set tile 1y --workspace results",
                "  ./acinus db retention set result ever --workspace results"
            })
    static final class SetPolicy implements Callable<Integer> {
        @Mixin
        private final WorkspaceOptions workspace = new WorkspaceOptions();

        @Parameters(index = "0", paramLabel = "CLASS", description = "One of ${COMPLETION-CANDIDATES}.")
        @SuppressWarnings("NullAway.Init") // required: picocli sets it
        private RecordClass recordClass;

        @Parameters(index = "1", paramLabel = "TIME", description = "Like 10y, 18m, 90d, 1y6m, or 'ever'.")
        @SuppressWarnings("NullAway.Init") // required: picocli sets it
        private String time;

        @Override
        public Integer call() {
            try (Database database = workspace.openExisting("acinus db retention", Access.OWN)) {
                new Retention(database).set(new RetentionPolicy(recordClass, parse(time)));
            }
            return ExitCode.OK.code();
        }

        private static Optional<Period> parse(String text) {
            if (text.equals("ever")) {
                return Optional.empty();
            }
            try {
                Period keep = Period.parse("P" + text);
                if (!keep.isNegative() && !keep.isZero()) {
                    return Optional.of(keep);
                }
            } catch (DateTimeParseException notATime) {
                throw new CliException(
                        ExitCode.USAGE, "no such time: " + text + "; say 10y, 18m, 90d or ever", notATime);
            }
            throw new CliException(ExitCode.USAGE, "records are kept for some time at least, not " + text);
        }
    }

    /// `db retention hold`.
    @Command(
            name = "hold",
            description = "Keep a slide, or all slides of a case, whatever their age.",
            footer = {
                "",
                "Examples:",
                "  ./acinus db retention hold --slide slide.svs --reason 'audit of May' -w results",
                "  ./acinus db retention hold --case C-17 --reason 'court order' -w results"
            })
    static final class HoldCommand implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init") // picocli sets it
        private CommandSpec spec;

        @Mixin
        private final WorkspaceOptions workspace = new WorkspaceOptions();

        @Option(names = "--slide", paramLabel = "SLIDE", description = "Name as 'status' shows it, or full path.")
        private Optional<String> slide = Optional.empty();

        @Option(names = "--case", paramLabel = "ID", description = "A case_id of --slides-csv; slides to come as well.")
        private Optional<String> caseId = Optional.empty();

        @Option(names = "--reason", required = true, description = "Why; kept with the hold.")
        @SuppressWarnings("NullAway.Init") // required: picocli sets it
        private String reason;

        @Override
        public Integer call() {
            if (slide.isPresent() == caseId.isPresent()) {
                throw new CliException(ExitCode.USAGE, "say what to hold: --slide or --case");
            }
            try (Database database = workspace.openExisting("acinus db retention", Access.OWN)) {
                LegalHolds holds = new LegalHolds(database);
                int slides = slide.map(file -> holds.holdSlide(file, reason))
                        .orElseGet(() -> holds.holdCase(caseId.orElseThrow(), reason));
                if (slides == 0 && slide.isPresent()) {
                    throw new CliException(ExitCode.INPUT, "no such slide: " + slide.get());
                }
                spec.commandLine()
                        .getOut()
                        .println(caseId.map(id -> "held now: all slides of case " + id + ", " + slides + " so far")
                                .orElse("held now: " + slide.orElse("")));
            }
            return ExitCode.OK.code();
        }
    }

    /// `db retention lift`.
    @Command(
            name = "lift",
            description = "Lift a hold by its number.",
            footer = {"", "Example:", "  ./acinus db retention lift 3 --workspace results"})
    static final class Lift implements Callable<Integer> {
        @Mixin
        private final WorkspaceOptions workspace = new WorkspaceOptions();

        @Parameters(paramLabel = "NUMBER", description = "As 'holds' shows it.")
        private int number;

        @Override
        public Integer call() {
            try (Database database = workspace.openExisting("acinus db retention", Access.OWN)) {
                if (!new LegalHolds(database).lift(number)) {
                    throw new CliException(ExitCode.INPUT, "there is no hold " + number);
                }
            }
            return ExitCode.OK.code();
        }
    }

    /// `db retention holds`.
    @Command(
            name = "holds",
            description = "List the holds.",
            footer = {"", "Example:", "  ./acinus db retention holds --workspace results"})
    static final class Holds implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init") // picocli sets it
        private CommandSpec spec;

        @Mixin
        private final WorkspaceOptions workspace = new WorkspaceOptions();

        @Override
        public Integer call() {
            try (Database database = workspace.openExisting("acinus db retention", Access.OWN)) {
                List<Hold> holds = new LegalHolds(database).list();
                for (Hold hold : holds) {
                    spec.commandLine()
                            .getOut()
                            .printf(
                                    "%4d  %s, since %s by %s: %s%n",
                                    hold.id(),
                                    hold.file()
                                            .map(file -> "slide " + SafeText.of(file))
                                            .orElseGet(() -> "case "
                                                    + SafeText.of(hold.caseId().orElse("?"))),
                                    hold.placedAt(),
                                    hold.placedBy(),
                                    SafeText.of(hold.reason()));
                }
            }
            return ExitCode.OK.code();
        }
    }
}
