package org.acinus.cli.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.acinus.cli.terminal.CacheFolder;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.sql.database.Access;
import org.acinus.sql.database.Database;
import picocli.CommandLine.Option;

/// Where results, features and the database are.
public final class WorkspaceOptions {
    /// Hands a database's address, which may hold a password, to a worker out of sight of the process list.
    private static final String URL_VARIABLE = "ACINUS_DB_URL";

    @Option(
            names = {"-w", "--workspace"},
            defaultValue = "acinus-workspace",
            paramLabel = "DIR",
            description = "Folder for results, features and the embedded database (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // has a default
    private Path workspace;

    @Option(
            names = "--db",
            paramLabel = "URL",
            description = {
                "A PostgreSQL server to use instead of the embedded one: jdbc:postgresql://HOST/DATABASE.",
                "User and password also by PGUSER and PGPASSWORD."
            })
    private Optional<String> databaseUrl = Optional.empty();

    /// The workspace as an absolute path.
    public Path workspace() {
        return workspace.toAbsolutePath().normalize();
    }

    /// The workspace, made where it is missing.
    public Path makeWorkspace() {
        try {
            return Files.createDirectories(workspace());
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /// Opens the database, starting the embedded server where none runs; the caller closes it.
    ///
    /// @param purpose shown to a database administrator, for example `acinus run`
    public Database openDatabase(String purpose, Access access) {
        Optional<String> url = url();
        return url.isPresent()
                ? Database.at(url.get(), System.getenv(), purpose, access)
                : Database.inWorkspace(makeWorkspace(), CacheFolder.path(), purpose, access);
    }

    private Optional<String> url() {
        return databaseUrl.or(() -> Optional.ofNullable(System.getenv(URL_VARIABLE)));
    }

    /// Opens the database of a workspace that was used before; the caller closes it.
    ///
    /// @throws CliException where nothing was ever run there
    public Database openExisting(String purpose, Access access) {
        if (url().isEmpty() && !Database.existsIn(workspace())) {
            throw new CliException(
                    ExitCode.INPUT, workspace() + " holds no results; name the workspace of a run with --workspace");
        }
        return openDatabase(purpose, access);
    }

    /// The same options for a worker's command line.
    public List<String> arguments() {
        return new ArrayList<>(List.of("--workspace", workspace().toString()));
    }

    /// What a worker must know but nobody may read off its command line.
    public Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        databaseUrl.ifPresent(url -> environment.put(URL_VARIABLE, url));
        return environment;
    }
}
