package org.acinus.cli.ledger;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.intake.folder.SafeText;
import org.acinus.pipeline.LedgerException;
import org.acinus.sql.audit.AuditTrail;
import org.acinus.sql.audit.AuditTrail.Entry;
import org.acinus.sql.database.Access;
import org.acinus.sql.database.Database;
import org.acinus.sql.queue.JobDesk;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `audit show`: what happened, to one slide or about one entry.
@Command(
        name = "show",
        description = {
            "Print entries of the log, oldest first: the newest, those of one slide, or those about a number.",
            "A job's number is followed by its attempt's. The slide is named where the login may see jobs too; entries",
            "themselves hold no names."
        },
        footer = {
            "",
            "Examples:",
            "  ./acinus audit show --workspace results --last 20",
            "  ./acinus audit show slide.svs -w results    what happened to a slide",
            "  ./acinus audit show --around 1042 -w results    whose entry it is that 'audit verify' names"
        })
final class AuditShowCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private final WorkspaceOptions workspace = new WorkspaceOptions();

    @Parameters(
            paramLabel = "SLIDE",
            arity = "0..1",
            description = "Only what happened to this slide; its name as 'status' shows it, or its full path.")
    private Optional<String> slide = Optional.empty();

    @Option(
            names = "--around",
            paramLabel = "NUMBER",
            description = "The entry of this number, and as many before and after it as --last says.")
    private Optional<Long> around = Optional.empty();

    @Option(
            names = "--last",
            paramLabel = "N",
            description = "How many entries at most (default: 50; with --around: 10 each way).")
    private Optional<Integer> last = Optional.empty();

    @Override
    public Integer call() {
        if (last.orElse(1) < 1) {
            throw new CliException(ExitCode.USAGE, "--last must be at least 1, not " + last.orElseThrow());
        }
        if (slide.isPresent() && around.isPresent()) {
            throw new CliException(ExitCode.USAGE, "name a slide, or give --around, not both");
        }
        List<Entry> entries;
        try (Database database = workspace.openExisting("acinus audit", Access.AUDIT)) {
            entries = chosen(new AuditTrail(database));
        }
        print(entries, names(entries));
        return ExitCode.OK.code();
    }

    private List<Entry> chosen(AuditTrail trail) {
        if (around.isPresent()) {
            return trail.around(around.get(), last.orElse(10));
        }
        return slide.isPresent() ? trail.ofJobs(jobs(slide.get()), last.orElse(50)) : trail.newest(last.orElse(50));
    }

    private List<Long> jobs(String name) {
        try (Database database = workspace.openExisting("acinus audit", Access.READ)) {
            List<Long> jobs = new JobDesk(database).numbers(name);
            if (jobs.isEmpty()) {
                throw new CliException(ExitCode.INPUT, "no such slide: " + name + "; './acinus status' lists them");
            }
            return jobs;
        }
    }

    /// An auditor need not be allowed to see which slides there are.
    private Map<Long, String> names(List<Entry> entries) {
        Set<Long> jobs = entries.stream()
                .map(Entry::job)
                .filter(OptionalLong::isPresent)
                .map(OptionalLong::getAsLong)
                .collect(Collectors.toSet());
        try (Database database = workspace.openExisting("acinus audit", Access.READ)) {
            return new JobDesk(database).files(jobs);
        } catch (LedgerException refused) {
            spec.commandLine().getErr().println("acinus: this login sees no jobs, so slides are not named");
            return Map.of();
        }
    }

    private void print(List<Entry> entries, Map<Long, String> names) {
        PrintWriter out = spec.commandLine().getOut();
        if (entries.isEmpty()) {
            out.println("no entries" + around.map(number -> " about " + number).orElse(""));
            return;
        }
        long expected = entries.getFirst().id();
        for (Entry entry : entries) {
            if (slide.isEmpty() && entry.id() > expected) {
                printGap(out, expected, entry.id() - 1);
            }
            expected = entry.id() + 1;
            printEntry(out, entry, names);
        }
        if (around.isPresent() && around.get() >= expected) {
            printGap(out, expected, around.get());
        }
    }

    /// Numbers follow one another: what is lacking was taken away.
    private void printGap(PrintWriter out, long first, long last) {
        out.printf(
                "%s%6d  %s%n",
                around.isPresent() ? "  " : "",
                first,
                first == last ? "is not there" : "to " + last + " are not there");
    }

    private void printEntry(PrintWriter out, Entry entry, Map<Long, String> names) {
        String margin = around.map(number -> number == entry.id() ? "> " : "  ").orElse("");
        String name = entry.job().isPresent() ? names.getOrDefault(entry.job().getAsLong(), "") : "";
        out.printf(
                "%s%6d  %-27s  %-12s  %-15s%s%s  %s%s%n",
                margin,
                entry.id(),
                entry.at(),
                entry.actor(),
                entry.action(),
                entry.job().isPresent() ? "  job " + entry.job().getAsLong() : "",
                entry.attempt().isPresent() ? "." + entry.attempt().getAsInt() : "",
                entry.detail(),
                name.isEmpty() ? "" : "  " + SafeText.of(name));
    }
}
