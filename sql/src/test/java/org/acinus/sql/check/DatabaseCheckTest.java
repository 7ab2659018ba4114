package org.acinus.sql.check;

import static org.acinus.sql.TestingResults.CRASH;
import static org.acinus.sql.TestingResults.job;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.acinus.pipeline.DropLedger;
import org.acinus.pipeline.DropLedger.ErrandKind;
import org.acinus.pipeline.QueueSettings;
import org.acinus.sql.TestingLab;
import org.acinus.sql.TestingServer;
import org.acinus.sql.check.DatabaseCheck.Finding;
import org.acinus.sql.check.DatabaseCheck.Finding.Level;
import org.acinus.sql.database.Access;
import org.acinus.sql.database.Database;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class DatabaseCheckTest {
    @RegisterExtension
    static final TestingLab LAB =
            new TestingLab(Access.READ, new QueueSettings(Duration.ofMinutes(1), 1, Duration.ZERO));

    @Test
    void freshDatabaseIsWell() {
        assertThat(new DatabaseCheck(LAB.database()).findings())
                .filteredOn(finding -> !finding.subject().equals("space"))
                .extracting(Finding::level)
                .containsOnly(Level.FINE);
    }

    @Test
    void silentWorkersQuarantineAndAnIdleQueueAreSeen() throws SQLException {
        LAB.ledger().enqueue(List.of(job("a.svs"), job("b.svs"), job("c.svs")), false);
        LAB.ledger().setBack(LAB.ledger().claim("w").orElseThrow(), CRASH, List.of());
        LAB.ledger().claim("w");
        LAB.execute("UPDATE acinus.job SET due_at = due_at - interval '3 hours',"
                + " lease_until = lease_until - interval '3 hours'");
        assertThat(finding("leases").level()).isEqualTo(Level.LOOK);
        assertThat(finding("leases").text()).contains("1 jobs");
        assertThat(finding("quarantine").text()).contains("1 slides").contains("quarantine list");
        assertThat(finding("queue").level()).isEqualTo(Level.ACT);
        assertThat(finding("queue").text()).contains("180 minutes").contains("no worker is running");
    }

    @Test
    void anErrandThatFailsIsSeenWithItsReason() throws SQLException {
        LAB.ledger().enqueue(List.of(job("a.svs")), false);
        LAB.ledger().fail(LAB.ledger().claim("w").orElseThrow(), CRASH);
        DropLedger drops = LAB.ledger().drops();
        Set<ErrandKind> webhook = Set.of(ErrandKind.WEBHOOK);
        drops.noteErrands(job("a.svs").sourceRoot(), webhook);
        assertThat(finding("errands").level()).isEqualTo(Level.FINE);
        drops.failed(drops.takeErrand(job("a.svs").sourceRoot(), webhook).orElseThrow(), "nobody answers at lis:443");
        assertThat(finding("errands").level()).isEqualTo(Level.LOOK);
        assertThat(finding("errands").text()).contains("WEBHOOK, try 1: nobody answers at lis:443");
    }

    @Test
    void settingsThatLoseResultsAreSeen() throws SQLException {
        LAB.execute("ALTER DATABASE postgres SET synchronous_commit = off");
        try (Database later = Database.inWorkspace(LAB.workspace(), TestingServer.cache(), "test", Access.READ)) {
            assertThat(new DatabaseCheck(later).findings())
                    .filteredOn(finding -> finding.subject().equals("durability"))
                    .singleElement()
                    .satisfies(finding -> {
                        assertThat(finding.level()).isEqualTo(Level.ACT);
                        assertThat(finding.text()).contains("synchronous_commit is off");
                    });
        } finally {
            LAB.execute("ALTER DATABASE postgres RESET synchronous_commit");
        }
    }

    private static Finding finding(String subject) {
        return new DatabaseCheck(LAB.database())
                .findings().stream()
                        .filter(finding -> finding.subject().equals(subject))
                        .findFirst()
                        .orElseThrow();
    }
}
