package org.acinus.cli.watch;

import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.acinus.cli.worker.PatientLedger;
import org.acinus.intake.DropFolderWatcher;
import org.acinus.intake.folder.DropFolder;
import org.acinus.intake.gate.GateSettings;
import org.acinus.sql.SqlRunLedger;
import org.acinus.sql.database.Database;
import org.acinus.sql.server.EmbeddedServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The loop beside a server that forgets it.
final class WatchLoopTest {
    private static final Duration POLL = Duration.ofMillis(100);

    @TempDir
    private Path folder;

    private static long number(EmbeddedServer server, String query) throws SQLException {
        try (var connection = server.dataSource("test").getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Test
    void aServerThatWasStartedAgainLearnsOfTheWatchAtTheNextLook() throws Exception {
        Path workspace = Files.createDirectory(folder.resolve("workspace"));
        Path root = Files.createDirectory(folder.resolve("slides"));
        Path cache = Path.of(System.getProperty("acinus.cache"));
        String holder = "SELECT coalesce(max(pid), 0) FROM pg_locks WHERE locktype = 'advisory'";
        try (EmbeddedServer server = EmbeddedServer.open(workspace, cache);
                PatientLedger ledger =
                        new PatientLedger(() -> new SqlRunLedger(Database.inWorkspace(workspace, cache, "test")))) {
            WatchLoop loop = new WatchLoop(
                    root,
                    new DropFolderWatcher(new DropFolder(root, List.of()), GateSettings.quietFor(POLL)),
                    ledger,
                    (file, stamp) -> Optional.empty(),
                    new ServiceHealth(ledger::trouble, POLL));
            Thread looking = Thread.ofPlatform().start(() -> {
                try {
                    loop.run(POLL);
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
            });
            await().until(() -> number(server, holder) != 0);
            long before = number(server, holder);
            number(server, "SELECT count(pg_terminate_backend(" + before + "))");
            await().until(() -> number(server, holder) != 0 && number(server, holder) != before);
            looking.interrupt();
            looking.join();
        }
    }
}
