package org.acinus.sql.audit;

import static org.acinus.sql.TestingResults.CRASH;
import static org.acinus.sql.TestingResults.cancer;
import static org.acinus.sql.TestingResults.job;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.acinus.pipeline.ClaimedJob;
import org.acinus.pipeline.QueueSettings;
import org.acinus.sql.TestingLab;
import org.acinus.sql.TestingServer;
import org.acinus.sql.audit.AuditTrail.Entry;
import org.acinus.sql.audit.AuditTrail.Head;
import org.acinus.sql.audit.AuditTrail.Verdict;
import org.acinus.sql.database.Access;
import org.acinus.sql.database.Database;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class AuditTrailTest {
    @RegisterExtension
    static final TestingLab LAB = new TestingLab(Access.WORK, QueueSettings.DEFAULT);

    private static Database owner;

    private AuditTrail trail;
    private long last;

    @BeforeAll
    static void openAsOwner() {
        owner = Database.inWorkspace(LAB.workspace(), TestingServer.cache(), "test", Access.OWN);
    }

    @AfterAll
    static void closeOwner() {
        owner.close();
    }

    @BeforeEach
    void someEntriesAndACopy() throws SQLException {
        trail = new AuditTrail(owner);
        LAB.ledger().enqueue(List.of(job("a.svs"), job("b.svs")), false);
        LAB.ledger().complete(LAB.ledger().claim("w").orElseThrow(), cancer(2));
        LAB.ledger().fail(LAB.ledger().claim("w").orElseThrow(), CRASH);
        last = trail.head().orElseThrow().id();
        LAB.execute("CREATE TABLE kept AS SELECT * FROM acinus.audit");
    }

    @AfterEach
    void restore() throws SQLException {
        asThief("DELETE FROM acinus.audit; INSERT INTO acinus.audit SELECT * FROM kept; DROP TABLE kept");
    }

    /// What a person with the keys to the database can do.
    private static void asThief(String command) throws SQLException {
        LAB.execute("SET session_replication_role = replica; " + command);
    }

    @Test
    void everyChangeOfAJobIsThereInOrder() throws SQLException {
        LAB.ledger().enqueue(List.of(job("a.svs")), true);
        ClaimedJob second = LAB.ledger().claim("w").orElseThrow();
        LAB.ledger().giveBack(second);
        LAB.ledger().complete(LAB.ledger().claim("w").orElseThrow(), cancer(2));
        assertThat(trail.newest(14))
                .extracting(Entry::action)
                .containsExactly(
                        "QUEUED",
                        "QUEUED",
                        "CLAIMED",
                        "RESULT",
                        "DONE",
                        "CLAIMED",
                        "FAILED",
                        "QUEUED",
                        "CLAIMED",
                        "GIVEN_BACK",
                        "CLAIMED",
                        "SUPERSEDED",
                        "RESULT",
                        "DONE");
        assertThat(trail.verify(List.of())).isInstanceOf(Verdict.Whole.class);
    }

    @Test
    void heartbeatIsNoEntry() {
        LAB.ledger().enqueue(List.of(job("c.svs")), false);
        ClaimedJob claim = LAB.ledger().claim("w").orElseThrow();
        long before = trail.head().orElseThrow().id();
        LAB.ledger().extend(claim);
        assertThat(trail.head().orElseThrow().id()).isEqualTo(before);
    }

    @Test
    void nobodyChangesEntriesByOrdinaryMeans() {
        for (String change :
                List.of("UPDATE acinus.audit SET actor = 'me'", "DELETE FROM acinus.audit", "TRUNCATE acinus.audit")) {
            assertThatThrownBy(() -> LAB.execute(change)).hasMessageContaining("append-only");
        }
    }

    @Test
    void changedEntryIsNamed() throws SQLException {
        asThief("UPDATE acinus.audit SET detail = detail || ' ' WHERE id = " + (last - 2));
        assertBroken(last - 2, "was changed");
        restore();
        LAB.execute("CREATE TABLE kept AS SELECT * FROM acinus.audit");
        asThief("UPDATE acinus.audit SET at = at + interval '1 microsecond' WHERE id = 3");
        assertBroken(3, "was changed");
    }

    @Test
    void missingEntryIsNamed() throws SQLException {
        asThief("DELETE FROM acinus.audit WHERE id = " + (last - 1));
        assertBroken(last - 1, "is missing");
    }

    @Test
    void entriesAreFoundByNumberAndByJob() throws SQLException {
        asThief("DELETE FROM acinus.audit WHERE id = " + (last - 1));
        assertThat(trail.around(last - 1, 1)).extracting(Entry::id).containsExactly(last - 2, last);
        assertThat(trail.ofJobs(List.of(1L), 2)).extracting(Entry::action).containsExactly("RESULT", "DONE");
        assertThat(trail.ofJobs(List.of(2L), 2)).extracting(Entry::action).containsExactly("QUEUED", "FAILED");
        assertThat(trail.ofJobs(List.of(), 9)).isEmpty();
    }

    @Test
    void missingBeginningIsNamed() throws SQLException {
        asThief("DELETE FROM acinus.audit WHERE id <= 2");
        assertBroken(2, "does not begin where it should");
    }

    @Test
    void exchangedEntriesAreNamed() throws SQLException {
        asThief("UPDATE acinus.audit SET id = CASE id WHEN 3 THEN -4 WHEN 4 THEN -3 END WHERE id IN (3, 4);"
                + " UPDATE acinus.audit SET id = -id WHERE id < 0");
        assertBroken(3, "does not follow");
    }

    /// The whole tail written anew, with right hashes: only what was noted outside can tell.
    @Test
    void rewrittenTailIsSeenWithAHead() throws SQLException {
        Head head = trail.head().orElseThrow();
        asThief("DELETE FROM acinus.audit WHERE id >= " + (last - 1));
        LAB.execute("SELECT acinus.audit_append('DONE', 1, 1, 1, 'forged')");
        LAB.execute("SELECT acinus.audit_append('DONE', 1, 1, 1, 'forged')");
        assertThat(trail.verify(List.of())).isInstanceOf(Verdict.Whole.class);
        assertThat(trail.verify(List.of(head)))
                .isEqualTo(new Verdict.Broken(
                        last, "entry " + last + " is another one than was noted outside: written anew"));
    }

    @Test
    void cutTailIsSeenWithAHead() throws SQLException {
        Head head = trail.head().orElseThrow();
        asThief("DELETE FROM acinus.audit WHERE id > " + (last - 3));
        assertThat(trail.verify(List.of())).isInstanceOf(Verdict.Whole.class);
        assertThat(trail.verify(List.of(head))).isInstanceOfSatisfying(Verdict.Broken.class, broken -> {
            assertThat(broken.id()).isEqualTo(last - 2);
            assertThat(broken.problem()).contains("ends before entry " + last);
        });
    }

    @Test
    void prunedBeginningIsVouchedForByTheChainItself() throws SQLException {
        Head old = trail.verify(List.of()) instanceof Verdict.Whole whole
                ? whole.head().orElseThrow()
                : new Head(0, "");
        LAB.execute("SELECT acinus.audit_prune(" + (last - 2) + ")");
        assertThat(trail.verify(List.of(old)))
                .isInstanceOfSatisfying(
                        Verdict.Whole.class,
                        whole -> assertThat(whole.entries()).isEqualTo(3));
        asThief("DELETE FROM acinus.audit WHERE id = " + (last - 1));
        assertBroken(last - 1, "does not begin");
    }

    @Test
    void manyAtOnceMakeOneChain() throws Exception {
        LAB.ledger()
                .enqueue(IntStream.range(0, 60).mapToObj(i -> job(i + ".svs")).toList(), false);
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            threads.invokeAll(Collections.nCopies(60, () -> {
                        LAB.ledger().fail(LAB.ledger().claim("w").orElseThrow(), CRASH);
                        return null;
                    }))
                    .forEach(Future::resultNow);
        }
        assertThat(trail.verify(List.of())).isInstanceOf(Verdict.Whole.class);
        assertThat(LAB.rows("SELECT count(*) FROM acinus.audit WHERE id > " + last))
                .containsExactly("180");
    }

    private void assertBroken(long id, String problem) {
        assertThat(trail.verify(List.of())).isInstanceOfSatisfying(Verdict.Broken.class, broken -> {
            assertThat(broken.id()).isEqualTo(id);
            assertThat(broken.problem()).contains("entry " + id).contains(problem);
        });
    }
}
