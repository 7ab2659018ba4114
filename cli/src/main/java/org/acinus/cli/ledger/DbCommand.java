package org.acinus.cli.ledger;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.cli.terminal.Json;
import org.acinus.sql.check.DatabaseCheck;
import org.acinus.sql.check.DatabaseCheck.Finding;
import org.acinus.sql.check.DatabaseCheck.Finding.Level;
import org.acinus.sql.database.Access;
import org.acinus.sql.database.Database;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `db`: the database itself.
@Command(
        name = "db",
        description = "Look after the database.",
        footer = {
            "",
            "Examples:",
            "  ./acinus db check --workspace results",
            "  ./acinus db retention --dry-run --workspace results"
        },
        subcommands = {DbCommand.Migrate.class, DbCommand.Check.class, RetentionCommand.class})
public final class DbCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: db check, db migrate, or db retention");
    }

    /// `db migrate`.
    @Command(
            name = "migrate",
            description = {
                "Make the schema 'acinus', or bring it to this program's version. On a server of your own, run it as a",
                "login that may create roles and schemas; then make a login of lesser rights for the daily work.",
                "(The workspace's own server is brought up to date by every command.)"
            },
            footer = {
                "",
                "Example:",
                "  PGUSER=admin PGPASSWORD=… ./acinus db migrate --db jdbc:postgresql://db.example.org/acinus",
                "  psql -c \"CREATE ROLE acinus_work LOGIN PASSWORD '…' IN ROLE acinus_writer\"",
                "  PGUSER=acinus_work PGPASSWORD=… ./acinus run slides/ --db jdbc:postgresql://db.example.org/acinus"
            })
    static final class Migrate implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init") // picocli sets it
        private CommandSpec spec;

        @Mixin
        private final WorkspaceOptions workspace = new WorkspaceOptions();

        @Override
        public Integer call() {
            try (Database database = workspace.openDatabase("acinus db migrate", Access.OWN)) {
                spec.commandLine()
                        .getOut()
                        .println(database.describe() + " has schema version " + Database.schemaVersion()
                                + (database.migrated() > 0 ? "; " + database.migrated() + " migrations were run" : ""));
            }
            return ExitCode.OK.code();
        }
    }

    /// `db check`.
    @Command(
            name = "check",
            description = {
                "Look the database over: server, login, durability, clock, space, tile tables, leases, queue, quarantine.",
                "Exit code 4 where something needs to be done at once."
            },
            footer = {"", "Example:", "  ./acinus db check --workspace results"})
    static final class Check implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init") // picocli sets it
        private CommandSpec spec;

        @Mixin
        private final WorkspaceOptions workspace = new WorkspaceOptions();

        @Option(names = "--json", description = "Print one JSON document.")
        private boolean json;

        @Override
        public Integer call() {
            List<Finding> findings;
            try (Database database = workspace.openExisting("acinus db check", Access.READ)) {
                findings = new DatabaseCheck(database).findings();
            }
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.println(Json.pretty(describe(findings)));
            } else {
                findings.forEach(finding ->
                        out.printf("%-5s %-11s %s%n", word(finding.level()), finding.subject(), finding.text()));
            }
            boolean urgent = findings.stream().anyMatch(finding -> finding.level() == Level.ACT);
            return (urgent ? ExitCode.MACHINE : ExitCode.OK).code();
        }

        private static String word(Level level) {
            return switch (level) {
                case FINE -> "ok";
                case LOOK -> "look";
                case ACT -> "ACT";
            };
        }

        private static ObjectNode describe(List<Finding> findings) {
            ObjectNode root = Json.object();
            ArrayNode list = root.putArray("findings");
            for (Finding finding : findings) {
                list.addObject()
                        .put("level", word(finding.level()))
                        .put("subject", finding.subject())
                        .put("text", finding.text());
            }
            return root;
        }
    }
}
