package org.acinus.sql.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import org.acinus.pipeline.LedgerException;
import org.acinus.sql.TestingServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/// What holds of a server while it runs; how it starts and ends is in [ServerLifeTest].
final class EmbeddedServerTest {
    @TempDir
    private static Path workspace;

    private static EmbeddedServer server;

    @BeforeAll
    static void start() {
        server = EmbeddedServer.open(workspace, TestingServer.cache());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void passwordAndDataAreForTheOwnerAlone() throws IOException {
        Path folder = workspace.resolve("postgres");
        assertThat(mode(folder)).isEqualTo("rwx------");
        assertThat(mode(folder.resolve("data"))).isEqualTo("rwx------");
        assertThat(mode(folder.resolve("password"))).isEqualTo("rw-------");
        assertThat(Files.readString(folder.resolve("password"))).hasSizeGreaterThanOrEqualTo(32);
    }

    @Test
    void wrongPasswordIsRefused() {
        PGSimpleDataSource source = server.dataSource("test");
        source.setPassword("guess");
        assertThatThrownBy(source::getConnection)
                .isInstanceOf(SQLException.class)
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("28P01");
    }

    @Test
    void everyEntranceAsksForAScramPassword() throws SQLException {
        assertThat(TestingServer.rows(server, "SELECT DISTINCT auth_method FROM pg_hba_file_rules"))
                .containsExactly("scram-sha-256");
        assertThat(TestingServer.rows(server, "SELECT substr(rolpassword, 1, 13) FROM pg_authid WHERE rolcanlogin"))
                .containsExactly("SCRAM-SHA-256");
    }

    /// The kernel's own table of sockets (`man 5 proc`): local address in hex, state 0A is listening.
    @Test
    void listensOnLoopbackOnly() throws IOException, SQLException {
        String port = String.format(Locale.ROOT, ":%04X", server.port());
        assertThat(listeners(Path.of("/proc/net/tcp"), port)).containsExactly("0100007F" + port);
        assertThat(listeners(Path.of("/proc/net/tcp6"), port)).isEmpty();
        assertThat(setting("unix_socket_directories")).isEmpty();
    }

    @Test
    void committedRowsSurviveAPowerCut() throws SQLException {
        assertThat(setting("fsync")).isEqualTo("on");
        assertThat(setting("synchronous_commit")).isEqualTo("on");
        assertThat(setting("full_page_writes")).isEqualTo("on");
        assertThat(setting("data_checksums")).isEqualTo("on");
        assertThat(setting("max_connections")).isEqualTo("20");
    }

    @Test
    void secondProcessJoinsAndLeavesItRunning() throws SQLException {
        String sinceWhen = started(server);
        try (EmbeddedServer second = EmbeddedServer.open(workspace, TestingServer.cache())) {
            assertThat(second.port()).isEqualTo(server.port());
            assertThat(started(second)).isEqualTo(sinceWhen);
        }
        assertThat(started(server)).isEqualTo(sinceWhen);
    }

    @Test
    void workspaceThatIsAFileIsExplained() throws IOException {
        Path file = Files.createFile(workspace.resolve("a file"));
        assertThatThrownBy(() -> EmbeddedServer.open(file, TestingServer.cache()))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("--workspace");
    }

    private static String started(EmbeddedServer which) throws SQLException {
        return TestingServer.rows(which, "SELECT pg_postmaster_start_time()::text")
                .getFirst();
    }

    private static String setting(String name) throws SQLException {
        try (Connection connection = server.dataSource("test").getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW " + name)) {
            row.next();
            return row.getString(1);
        }
    }

    private static List<String> listeners(Path table, String port) throws IOException {
        return Files.readAllLines(table).stream()
                .map(line -> line.strip().split("\\s+"))
                .filter(words -> words[1].endsWith(port) && words[3].equals("0A"))
                .map(words -> words[1])
                .toList();
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
