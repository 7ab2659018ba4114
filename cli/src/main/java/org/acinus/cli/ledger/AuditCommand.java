package org.acinus.cli.ledger;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.sql.audit.AuditTrail;
import org.acinus.sql.audit.AuditTrail.Head;
import org.acinus.sql.audit.AuditTrail.Verdict;
import org.acinus.sql.database.Access;
import org.acinus.sql.database.Database;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `audit`: the log of every change of state.
@Command(
        name = "audit",
        description = "The log of every change of state: each entry holds the hash of the one before it.",
        footer = {
            "",
            "Examples:",
            "  ./acinus audit verify --workspace results",
            "  ./acinus audit show slide.svs --workspace results"
        },
        subcommands = {AuditCommand.Verify.class, AuditCommand.HeadLine.class, AuditShowCommand.class})
public final class AuditCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: audit verify, audit head, or audit show");
    }

    /// `audit verify`.
    @Command(
            name = "verify",
            description = {
                "Check the whole log, and that it still holds every head that was noted in WORKSPACE/audit-heads.",
                "Where it was changed, the first wrong or missing entry is named, and the exit code is 3.",
                "Against --db the login must be an acinus_auditor or the owner."
            },
            footer = {
                "",
                "Examples:",
                "  ./acinus audit verify --workspace results",
                "  ./acinus audit verify -w results --head \"1042 5f0c…\"   a head that was kept elsewhere"
            })
    static final class Verify implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init") // picocli sets it
        private CommandSpec spec;

        @Mixin
        private final WorkspaceOptions workspace = new WorkspaceOptions();

        @Option(names = "--head", paramLabel = "'NUMBER HASH'", description = "A head to look for; may be repeated.")
        private List<String> heads = List.of();

        @Override
        public Integer call() throws IOException {
            AuditHeads noted = new AuditHeads(workspace.workspace());
            List<Head> known = new ArrayList<>(noted.read());
            heads.forEach(head -> known.add(AuditHeads.parse(head, "--head")));
            try (Database database = workspace.openExisting("acinus audit", Access.AUDIT)) {
                AuditTrail trail = new AuditTrail(database);
                if (trail.verify(known) instanceof Verdict.Broken broken) {
                    throw new CliException(
                            ExitCode.INPUT,
                            "the audit log was tampered with: " + broken.problem()
                                    + "; keep the database as it is and compare it with your backups;"
                                    + " './acinus audit show --around " + broken.id()
                                    + "' says whose entries those are");
                }
                noted.note(trail);
                spec.commandLine()
                        .getOut()
                        .println("whole: every entry follows from the one before it, and " + known.size()
                                + " noted heads are among them; it ends at "
                                + trail.head().map(AuditHeads::text).orElse("nothing"));
            }
            return ExitCode.OK.code();
        }
    }

    /// `audit head`.
    @Command(
            name = "head",
            description = "Print where the log ends, to be kept elsewhere: 'audit verify --head' looks for it later.",
            footer = {"", "Example:", "  ./acinus audit head --workspace results >> /mnt/elsewhere/audit-heads"})
    static final class HeadLine implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init") // picocli sets it
        private CommandSpec spec;

        @Mixin
        private final WorkspaceOptions workspace = new WorkspaceOptions();

        @Override
        public Integer call() {
            try (Database database = workspace.openExisting("acinus audit", Access.AUDIT)) {
                new AuditTrail(database)
                        .head()
                        .ifPresent(head -> spec.commandLine().getOut().println(AuditHeads.text(head)));
            }
            return ExitCode.OK.code();
        }
    }
}
