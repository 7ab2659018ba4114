package org.acinus.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.acinus.pipeline.QueueSettings;
import org.acinus.sql.database.Access;
import org.acinus.sql.database.Database;
import org.acinus.sql.server.EmbeddedServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A workspace with its server, a database and a ledger, for all tests of a class; without jobs before each.
public final class TestingLab implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
    private final Access access;
    private final QueueSettings settings;
    private @Nullable Path workspace;
    private @Nullable EmbeddedServer server;
    private @Nullable Database database;
    private @Nullable SqlRunLedger ledger;

    public TestingLab(Access access, QueueSettings settings) {
        this.access = access;
        this.settings = settings;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        workspace = Files.createTempDirectory("acinus-lab");
        server = EmbeddedServer.open(workspace, TestingServer.cache());
        database = Database.inWorkspace(workspace, TestingServer.cache(), "test", access);
        ledger = new SqlRunLedger(database, settings);
    }

    @Override
    public void beforeEach(ExtensionContext context) throws SQLException {
        TestingServer.empty(server());
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        if (ledger != null) {
            ledger.close();
        }
        if (server != null) {
            server.close();
        }
        if (workspace != null) {
            try (Stream<Path> all = Files.walk(workspace)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private static <T> T opened(@Nullable T what) {
        if (what == null) {
            throw new IllegalStateException("This lab is open only while its tests run");
        }
        return what;
    }

    public Path workspace() {
        return opened(workspace);
    }

    public EmbeddedServer server() {
        return opened(server);
    }

    public Database database() {
        return opened(database);
    }

    public SqlRunLedger ledger() {
        return opened(ledger);
    }

    /// First column of every row, asked past the ledger.
    public List<String> rows(String query) throws SQLException {
        return TestingServer.rows(server(), query);
    }

    /// Carried out past the ledger.
    public void execute(String command) throws SQLException {
        TestingServer.execute(server(), command);
    }
}
