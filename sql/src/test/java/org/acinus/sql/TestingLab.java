package org.acinus.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.acinus.pipeline.QueueSettings;
import org.acinus.sql.database.Access;
import org.acinus.sql.database.Database;
import org.acinus.sql.server.EmbeddedServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A workspace with its server, a database and a ledger, for all tests of a class; without jobs before each. Or one
/// with a server alone, for tests that make databases of their own.
public final class TestingLab implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
    private final Optional<Access> access;
    private final QueueSettings settings;
    private @Nullable Path workspace;
    private @Nullable EmbeddedServer server;
    private @Nullable Database database;
    private @Nullable SqlRunLedger ledger;

    public TestingLab(Access access, QueueSettings settings) {
        this(Optional.of(access), settings);
    }

    private TestingLab(Optional<Access> access, QueueSettings settings) {
        this.access = access;
        this.settings = settings;
    }

    /// A server that has no schema, and roles of ours neither.
    public static TestingLab bare() {
        return new TestingLab(Optional.empty(), QueueSettings.DEFAULT);
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        workspace = Files.createTempDirectory("acinus-lab");
        (access.isPresent() ? TestingTemplate.MIGRATED : TestingTemplate.BARE).copyTo(workspace);
        server = EmbeddedServer.open(workspace, TestingServer.cache());
        if (access.isPresent()) {
            database = Database.inWorkspace(workspace, TestingServer.cache(), "test", access.get());
            ledger = new SqlRunLedger(database, settings);
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) throws SQLException {
        if (access.isPresent()) {
            TestingServer.empty(server());
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (ledger != null) {
            ledger.close();
        }
        if (server != null) {
            server.close();
        }
        if (workspace != null) {
            TestingTemplate.deleteTree(workspace);
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

    /// The password of the server's superuser, who is `acinus`.
    public String password() throws IOException {
        return Files.readString(workspace().resolve("postgres/password"));
    }

    /// Where a database of this server is.
    public String url(String name) {
        return "jdbc:postgresql://127.0.0.1:" + server().port() + "/" + name;
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
