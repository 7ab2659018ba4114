package org.acinus.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.acinus.cli.doctor.Installation;
import org.acinus.pipeline.RunLedger;
import org.acinus.sql.Database;
import org.acinus.sql.SqlRunLedger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which workspace, and which database.
final class LedgerOptions {
    @Option(
            names = {"-w", "--workspace"},
            paramLabel = "DIR",
            defaultValue = "acinus-workspace",
            description = "Where results are (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // picocli sets the default
    private Path workspace;

    @Option(
            names = "--db",
            paramLabel = "URL",
            description = "jdbc:postgresql://HOST:PORT/DATABASE instead of the workspace's own server.")
    private @Nullable String db;

    Path workspace() {
        return workspace;
    }

    /// Opens the ledger of a workspace that is there already; the caller closes it.
    ///
    /// @param command for the server's list of connections
    RunLedger openExisting(String command) {
        if (!Files.isDirectory(workspace)) {
            throw new CliException(
                    ExitCode.INPUT, "There is no workspace " + workspace + "; name it with --workspace, or run first");
        }
        String name = "acinus " + command;
        if (db != null) {
            return new SqlRunLedger(Database.at(db, System.getenv(), name));
        }
        Optional<Path> cache = Installation.ofThisProcess().cache();
        return new SqlRunLedger(Database.inWorkspace(
                workspace,
                cache.orElseThrow(() -> new CliException(
                        ExitCode.MACHINE, "PostgreSQL's programs are not to be found; start Acinus by ./acinus")),
                name));
    }
}
