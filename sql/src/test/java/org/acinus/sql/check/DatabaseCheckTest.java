package org.acinus.sql.check;

import static org.acinus.sql.TestingResults.CRASH;
import static org.acinus.sql.TestingResults.job;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.acinus.pipeline.DropLedger;
import org.acinus.pipeline.DropLedger.ErrandKind;
import org.acinus.pipeline.QueueSettings;
import org.acinus.sql.SqlRunLedger;
import org.acinus.sql.TestingServer;
import org.acinus.sql.check.DatabaseCheck.Finding;
import org.acinus.sql.check.DatabaseCheck.Finding.Level;
import org.acinus.sql.database.Access;
import org.acinus.sql.database.Database;
import org.acinus.sql.server.EmbeddedServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DatabaseCheckTest {
    @TempDir
    private static Path workspace;

    private static EmbeddedServer server;
    private static Database database;
    private static SqlRunLedger ledger;

    @BeforeAll
    static void start() {
        server = EmbeddedServer.open(workspace, TestingServer.cache());
        database = Database.inWorkspace(workspace, TestingServer.cache(), "test", Access.READ);
        ledger = new SqlRunLedger(database, new QueueSettings(Duration.ofMinutes(1), 1, Duration.ZERO));
    }

    @AfterAll
    static void stop() {
        ledger.close();
        server.close();
    }

    @BeforeEach
    void empty() throws SQLException {
        TestingServer.empty(server);
    }

    @Test
    void freshDatabaseIsWell() {
        assertThat(new DatabaseCheck(database).findings())
                .filteredOn(finding -> !finding.subject().equals("space"))
                .extracting(Finding::level)
                .containsOnly(Level.FINE);
    }

    @Test
    void silentWorkersQuarantineAndAnIdleQueueAreSeen() throws SQLException {
        ledger.enqueue(List.of(job("a.svs"), job("b.svs"), job("c.svs")), false);
        ledger.setBack(ledger.claim("w").orElseThrow(), CRASH, List.of());
        ledger.claim("w");
        TestingServer.execute(
                server,
                "UPDATE acinus.job SET due_at = due_at - interval '3 hours',"
                        + " lease_until = lease_until - interval '3 hours'");
        assertThat(finding("leases").level()).isEqualTo(Level.LOOK);
        assertThat(finding("leases").text()).contains("1 jobs");
        assertThat(finding("quarantine").text()).contains("1 slides").contains("quarantine list");
        assertThat(finding("queue").level()).isEqualTo(Level.ACT);
        assertThat(finding("queue").text()).contains("180 minutes").contains("no worker is running");
    }

    @Test
    void anErrandThatFailsIsSeenWithItsReason() throws SQLException {
        ledger.enqueue(List.of(job("a.svs")), false);
        ledger.fail(ledger.claim("w").orElseThrow(), CRASH);
        DropLedger drops = ledger.drops();
        Set<ErrandKind> webhook = Set.of(ErrandKind.WEBHOOK);
        drops.noteErrands(job("a.svs").sourceRoot(), webhook);
        assertThat(finding("errands").level()).isEqualTo(Level.FINE);
        drops.failed(drops.takeErrand(job("a.svs").sourceRoot(), webhook).orElseThrow(), "nobody answers at lis:443");
        assertThat(finding("errands").level()).isEqualTo(Level.LOOK);
        assertThat(finding("errands").text()).contains("WEBHOOK, try 1: nobody answers at lis:443");
    }

    @Test
    void settingsThatLoseResultsAreSeen() throws SQLException {
        TestingServer.execute(server, "ALTER DATABASE postgres SET synchronous_commit = off");
        try (Database later = Database.inWorkspace(workspace, TestingServer.cache(), "test", Access.READ)) {
            assertThat(new DatabaseCheck(later).findings())
                    .filteredOn(finding -> finding.subject().equals("durability"))
                    .singleElement()
                    .satisfies(finding -> {
                        assertThat(finding.level()).isEqualTo(Level.ACT);
                        assertThat(finding.text()).contains("synchronous_commit is off");
                    });
        } finally {
            TestingServer.execute(server, "ALTER DATABASE postgres RESET synchronous_commit");
        }
    }

    private static Finding finding(String subject) {
        return new DatabaseCheck(database)
                .findings().stream()
                        .filter(finding -> finding.subject().equals(subject))
                        .findFirst()
                        .orElseThrow();
    }
}
