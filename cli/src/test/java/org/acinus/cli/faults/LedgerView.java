package org.acinus.cli.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.acinus.sql.audit.AuditTrail;
import org.acinus.sql.database.Access;
import org.acinus.sql.database.Database;

/// The embedded database of a workspace, seen past Acinus: with a connection and SQL of the test's own.
final class LedgerView {
    private static final int PORT_LINE = 3;

    private final Path server;

    LedgerView(Path workspace) {
        this.server = workspace.resolve("postgres");
    }

    private Connection connect() throws SQLException, IOException {
        Properties login = new Properties();
        login.setProperty("user", "acinus");
        login.setProperty(
                "password", Files.readString(server.resolve("password")).strip());
        login.setProperty("ApplicationName", "fault matrix");
        List<String> pidFile = Files.readAllLines(server.resolve("data/postmaster.pid"));
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + pidFile.get(PORT_LINE) + "/postgres", login);
    }

    /// `STATE` or `STATE CODE` of every file; nothing where there is no database to ask.
    Map<String, String> states() {
        Map<String, String> states = new TreeMap<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT file, concat_ws(' ', state, code) FROM acinus.job")) {
            while (rows.next()) {
                states.put(rows.getString(1), rows.getString(2));
            }
        } catch (SQLException | IOException | IndexOutOfBoundsException down) {
            return Map.of();
        }
        return states;
    }

    /// Results more than contents, and answers more than slides.
    int surplusRuns() throws SQLException, IOException {
        return (int) number("SELECT (SELECT count(*) - count(DISTINCT (sha256, config_hash)) FROM acinus.run)"
                + " + (SELECT count(*) - count(DISTINCT job_id) FROM acinus.answer)");
    }

    /// Results whose tile rows are not all there, or rows of no result.
    int halfRuns() throws SQLException, IOException {
        return (int) number("SELECT (SELECT count(*) FROM acinus.run WHERE tiles_total <> (SELECT count(*)"
                + " FROM acinus.tile WHERE tile.run_id = run.id))"
                + " + (SELECT count(*) FROM acinus.tile WHERE run_id NOT IN (SELECT id FROM acinus.run))");
    }

    /// How long the last try at a slide took, from its claim to its end.
    Duration timeOf(String file) throws SQLException, IOException {
        return Duration.ofMillis(number("""
                SELECT (extract(epoch FROM max(at) - max(at) FILTER (WHERE action = 'CLAIMED')) * 1000)::bigint
                FROM acinus.audit WHERE job_id = (SELECT id FROM acinus.job WHERE file = '%s')""".formatted(file)));
    }

    /// How many changes of state there were; 0 where there is no database to ask.
    long steps() {
        try {
            return number("SELECT count(*) FROM acinus.audit");
        } catch (SQLException | IOException | IndexOutOfBoundsException down) {
            return 0;
        }
    }

    /// Where the audit log is broken, by the program's own verification, and jobs whose state it does not tell.
    List<String> auditGaps(Path cache) throws SQLException, IOException {
        List<String> gaps = new ArrayList<>();
        try (Database database = Database.inWorkspace(server.getParent(), cache, "fault matrix", Access.AUDIT)) {
            if (new AuditTrail(database).verify(List.of()) instanceof AuditTrail.Verdict.Broken broken) {
                gaps.add(broken.problem());
            }
        }
        long untold = number("""
                SELECT count(*) FROM acinus.job WHERE NOT EXISTS (
                    SELECT FROM (SELECT action, attempt FROM acinus.audit
                                 WHERE job_id = job.id AND action NOT IN ('RESULT', 'SUPERSEDED')
                                 ORDER BY id DESC LIMIT 1) AS last
                    WHERE last.attempt = job.attempt AND CASE job.state
                        WHEN 'RUNNING' THEN action = 'CLAIMED'
                        WHEN 'QUEUED' THEN action IN ('QUEUED', 'SET_BACK', 'GIVEN_BACK', 'RELEASED')
                        ELSE action = job.state END)""");
        if (untold > 0) {
            gaps.add("the audit log does not tell the state of " + untold + " jobs");
        }
        return gaps;
    }

    long number(String query) throws SQLException, IOException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    void change(String update) throws SQLException, IOException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(update);
        }
    }

    /// The server's own process.
    long postmaster() throws IOException {
        return Long.parseLong(Files.readAllLines(server.resolve("data/postmaster.pid"))
                .getFirst()
                .strip());
    }

    Path serverLock() {
        return server.resolve("server.lock");
    }
}
