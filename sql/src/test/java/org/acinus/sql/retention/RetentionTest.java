package org.acinus.sql.retention;

import static org.acinus.sql.TestingResults.CRASH;
import static org.acinus.sql.TestingResults.cancer;
import static org.acinus.sql.TestingResults.job;
import static org.acinus.sql.TestingResults.ofContent;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import org.acinus.pipeline.JobStatus;
import org.acinus.pipeline.Provenance;
import org.acinus.pipeline.QueueSettings;
import org.acinus.pipeline.SlideJob;
import org.acinus.sql.TestingLab;
import org.acinus.sql.audit.AuditTrail;
import org.acinus.sql.audit.AuditTrail.Entry;
import org.acinus.sql.database.Access;
import org.acinus.sql.retention.RetentionPolicy.RecordClass;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class RetentionTest {
    @RegisterExtension
    static final TestingLab LAB = new TestingLab(Access.OWN, QueueSettings.DEFAULT);

    private Retention retention;

    /// Slides that were stored 11 years, 3 years and no time ago.
    @BeforeEach
    void threeAges() throws SQLException {
        retention = new Retention(LAB.database());
        store("ancient.svs", "C-1", 1, Period.ofYears(11));
        store("old.svs", "C-2", 2, Period.ofYears(3));
        store("new.svs", "C-3", 3, Period.ZERO);
    }

    private static void store(String file, String caseId, int content, Period age) throws SQLException {
        SlideJob plain = job(file);
        SlideJob job = new SlideJob(
                plain.sourceRoot(),
                file,
                plain.bytes(),
                plain.modified(),
                plain.configHash(),
                new Provenance(Optional.empty(), Optional.of(caseId)));
        LAB.ledger().enqueue(List.of(job), false);
        long run = LAB.ledger().complete(LAB.ledger().claim("w").orElseThrow(), ofContent(content, cancer(10)));
        String months = "make_interval(months => " + age.toTotalMonths() + ")";
        LAB.execute("UPDATE acinus.run SET stored_at = stored_at - " + months + " WHERE id = " + run);
        LAB.execute("SELECT acinus.tile_partition(month) FROM acinus.run WHERE id = " + run);
        LAB.execute(
                "UPDATE acinus.tile SET month = run.month FROM acinus.run WHERE run.id = run_id AND run_id = " + run);
        LAB.execute("UPDATE acinus.job SET changed_at = changed_at - " + months + " WHERE result_run = " + run);
    }

    @Test
    void eachClassGoesAtItsTimeAndTheLogSaysSo() throws SQLException {
        Retention.Outcome gone = retention.carryOut();
        assertThat(gone.months()).hasSize(2).isSorted();
        assertThat(gone.results()).extracting(Retention.Gone::file).containsExactly("ancient.svs");
        assertThat(gone.jobs()).isEqualTo(1);
        assertThat(gone.held()).isZero();
        assertThat(LAB.ledger().status()).extracting(JobStatus::file).containsExactly("new.svs", "old.svs");
        assertThat(LAB.rows("SELECT file FROM acinus.tile_result GROUP BY file"))
                .containsExactly("new.svs");
        assertThat(months()).doesNotContainAnyElementsOf(gone.months());
        assertThat(new AuditTrail(LAB.database()).newest(4))
                .extracting(Entry::action)
                .containsExactly("TILES_DELETED", "TILES_DELETED", "RESULT_DELETED", "JOB_DELETED");
        assertThat(new AuditTrail(LAB.database()).verify(List.of())).isInstanceOf(AuditTrail.Verdict.Whole.class);
        assertThat(retention.carryOut().results()).isEmpty();
    }

    @Test
    void dryRunSaysTheSameAndDeletesNothing() throws SQLException {
        List<LocalDate> before = months();
        long head = new AuditTrail(LAB.database()).head().orElseThrow().id();
        Retention.Outcome would = retention.dryRun();
        assertThat(months()).isEqualTo(before);
        assertThat(LAB.ledger().status()).hasSize(3);
        assertThat(new AuditTrail(LAB.database()).head().orElseThrow().id()).isEqualTo(head);
        assertThat(retention.carryOut()).isEqualTo(would);
    }

    @Test
    void whatIsHeldStaysUntilTheHoldIsLifted() throws SQLException {
        LegalHolds holds = new LegalHolds(LAB.database());
        assertThat(holds.holdSlide("nowhere.svs", "court order")).isZero();
        assertThat(holds.holdCase("C-1", "court order")).isEqualTo(1);
        assertThat(holds.holdSlide("/slides/old.svs", "complaint")).isEqualTo(1);
        Retention.Outcome gone = retention.carryOut();
        assertThat(gone.months()).isEmpty();
        assertThat(gone.results()).isEmpty();
        assertThat(gone.held()).isEqualTo(1);
        assertThat(LAB.ledger().status()).hasSize(3);
        assertThat(holds.list()).extracting(LegalHolds.Hold::reason).containsExactly("court order", "complaint");
        holds.list().forEach(hold -> assertThat(holds.lift(hold.id())).isTrue());
        assertThat(retention.carryOut().results()).hasSize(1);
    }

    /// Two results in one month, one of them held: its tile rows stay, the other's go.
    @Test
    void heldResultDoesNotKeepItsMonth() throws SQLException {
        store("also old.svs", "C-4", 4, Period.ofYears(3));
        new LegalHolds(LAB.database()).holdSlide("old.svs", "complaint");
        Retention.Outcome gone = retention.carryOut();
        assertThat(gone.months()).hasSize(1);
        assertThat(gone.runsWithoutTiles()).isEqualTo(1);
        assertThat(LAB.rows("SELECT file FROM acinus.tile_result GROUP BY file ORDER BY 1"))
                .containsExactly("new.svs", "old.svs");
    }

    @Test
    void heldNameKeepsTheResultThatItShares() throws SQLException {
        LAB.ledger().enqueue(List.of(job("copy.svs")), false);
        LAB.ledger().complete(LAB.ledger().claim("w").orElseThrow(), ofContent(1, cancer(10)));
        new LegalHolds(LAB.database()).holdSlide("copy.svs", "complaint");
        assertThat(retention.carryOut().results()).isEmpty();
    }

    @Test
    void policyIsReadAndSet() {
        RetentionPolicy tiles = new RetentionPolicy(RecordClass.TILE, Optional.of(Period.of(0, 6, 0)));
        assertThat(retention.policies())
                .contains(new RetentionPolicy(RecordClass.RESULT, Optional.of(Period.ofYears(10))))
                .contains(new RetentionPolicy(RecordClass.AUDIT, Optional.empty()));
        List<RetentionPolicy> before = retention.policies();
        retention.set(tiles);
        assertThat(retention.policies()).contains(tiles);
        assertThat(new AuditTrail(LAB.database()).newest(1).getFirst().detail()).isEqualTo("tile 6 mons");
        before.forEach(retention::set);
        assertThat(retention.policies()).isEqualTo(before);
    }

    @Test
    void failedSlidesGoWithTheResultsOfTheirTime() throws SQLException {
        LAB.ledger().enqueue(List.of(job("bad.svs")), false);
        LAB.ledger().fail(LAB.ledger().claim("w").orElseThrow(), CRASH);
        LAB.execute("UPDATE acinus.job SET changed_at = now() - interval '11 years' WHERE file = 'bad.svs'");
        assertThat(retention.carryOut().jobs()).isEqualTo(2);
        assertThat(LAB.ledger().status()).extracting(JobStatus::file).doesNotContain("bad.svs");
    }

    @Test
    void featureFilesOfRecentAndHeldSlidesStay() {
        new LegalHolds(LAB.database()).holdSlide("ancient.svs", "court order");
        assertThat(retention.filesToKeep().slides())
                .containsExactlyInAnyOrder("%064x".formatted(1), "%064x".formatted(3));
    }

    private static List<LocalDate> months() throws SQLException {
        return LAB
                .rows("SELECT relname FROM pg_class JOIN pg_inherits ON inhrelid = oid"
                        + " WHERE inhparent = 'acinus.tile'::regclass")
                .stream()
                .map(name -> LocalDate.parse(name.substring(5).replace('_', '-') + "-01"))
                .sorted()
                .toList();
    }
}
