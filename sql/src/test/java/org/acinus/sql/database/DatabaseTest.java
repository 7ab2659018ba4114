package org.acinus.sql.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.acinus.pipeline.LedgerException;
import org.acinus.sql.SqlRunLedger;
import org.acinus.sql.TestingLab;
import org.acinus.sql.schema.Migrations;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A server that somebody else runs, reached by its URL as with `--db`.
final class DatabaseTest {
    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

    @RegisterExtension
    static final TestingLab LAB = TestingLab.bare();

    private static String password = "";

    @BeforeAll
    static void start() throws IOException {
        password = LAB.password();
    }

    @Test
    void serverIsReachedWithPasswordFromUrlOrEnvironment() throws SQLException {
        newDatabase("by_url");
        try (Database database = Database.at(
                url("by_url") + "?user=acinus&password=" + password,
                Map.of("PGUSER", "other"),
                "acinus test",
                Access.OWN)) {
            assertThat(new SqlRunLedger(database).status()).isEmpty();
            assertThat(LAB.rows("SELECT DISTINCT application_name FROM pg_stat_activity WHERE datname = 'by_url'"))
                    .containsExactly("acinus test");
        }
        newDatabase("by_environment");
        try (Database database = Database.at(
                url("by_environment"), Map.of("PGUSER", "acinus", "PGPASSWORD", password), "acinus test", Access.OWN)) {
            assertThat(new SqlRunLedger(database).status()).isEmpty();
        }
    }

    @Test
    void wrongPasswordIsSaidOnceAndNotRepeated() {
        assertThatThrownBy(() -> Database.at(
                        url("postgres") + "?user=acinus&password=s3cret", Map.of(), "acinus test", Access.OWN))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("127.0.0.1:" + LAB.server().port() + "/postgres")
                .hasMessageContaining("password authentication failed")
                .message()
                .doesNotContain("s3cret", "\n");
    }

    @Test
    void serverThatIsNotThereIsSaid() {
        assertThatThrownBy(() -> Database.at("jdbc:postgresql://127.0.0.1:1/x", Map.of(), "acinus test", Access.OWN))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("127.0.0.1:1/x")
                .hasMessageContaining("nobody answers there: is the server running");
    }

    @Test
    void newestMigrationIsTheOneTheProgramKnows() throws IOException {
        try (Stream<Path> files = Files.list(MIGRATIONS)) {
            assertThat(files.map(file -> file.getFileName().toString()).sorted().toList())
                    .hasSize(Migrations.NEWEST)
                    .last()
                    .asString()
                    .startsWith("V%03d__".formatted(Migrations.NEWEST));
        }
    }

    @Test
    void manyAtOnceMigrateOnce() throws Exception {
        newDatabase("shared");
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            List<Future<Database>> openings = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                openings.add(threads.submit(() -> open("shared")));
            }
            for (Future<Database> opening : openings) {
                opening.get().close();
            }
        }
        try (Database database = open("shared")) {
            assertThat(applied(database)).isEqualTo(Migrations.NEWEST);
        }
    }

    @Test
    void databaseOfANewerProgramIsRefused() throws SQLException {
        newDatabase("newer");
        try (Database database = open("newer")) {
            database.inTransaction(
                    "change",
                    connection -> connection
                            .createStatement()
                            .executeUpdate("UPDATE acinus.schema_history SET version = '999' WHERE version = '001'"));
        }
        assertThatThrownBy(() -> open("newer"))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("999")
                .hasMessageContaining("newer Acinus");
    }

    @Test
    void userWhoMayNotMakeTheSchemaIsTold() throws SQLException {
        newDatabase("closed");
        LAB.execute("CREATE ROLE reader LOGIN PASSWORD 'reader'");
        assertThatThrownBy(() -> Database.at(
                        url("closed") + "?user=reader&password=reader", Map.of(), "acinus test", Access.OWN))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("CREATE ROLE acinus_owner; ")
                .hasMessageContaining(
                        "GRANT acinus_owner TO \"reader\"; GRANT CREATE ON DATABASE \"closed\" TO acinus_owner;");
    }

    private static Database open(String database) {
        return Database.at(
                url(database), Map.of("PGUSER", "acinus", "PGPASSWORD", password), "acinus test", Access.OWN);
    }

    private static String url(String database) {
        return LAB.url(database);
    }

    private static void newDatabase(String name) throws SQLException {
        LAB.execute("CREATE DATABASE " + name);
    }

    private static int applied(Database database) {
        return database.inTransaction("read", connection -> {
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery(
                            "SELECT count(*) FROM acinus.schema_history WHERE success AND version IS NOT NULL")) {
                row.next();
                return row.getInt(1);
            }
        });
    }
}
