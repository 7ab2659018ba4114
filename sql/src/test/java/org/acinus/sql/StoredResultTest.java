package org.acinus.sql;

import static org.acinus.sql.TestingResults.GRADED;
import static org.acinus.sql.TestingResults.cancer;
import static org.acinus.sql.TestingResults.job;
import static org.acinus.sql.TestingResults.left;
import static org.acinus.sql.TestingResults.result;
import static org.acinus.sql.TestingResults.scored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.acinus.mil.PackId;
import org.acinus.outcome.Assessment;
import org.acinus.outcome.SlideOutcome;
import org.acinus.outcome.SlideResult;
import org.acinus.outcome.TileResult;
import org.acinus.outcome.TileResult.State;
import org.acinus.pipeline.ClaimedJob;
import org.acinus.pipeline.JobState;
import org.acinus.pipeline.JobStatus;
import org.acinus.pipeline.LedgerException;
import org.acinus.pipeline.Provenance;
import org.acinus.pipeline.QueueSettings;
import org.acinus.pipeline.SlideJob;
import org.acinus.pipeline.StoredRun;
import org.acinus.sql.database.Access;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class StoredResultTest {
    @RegisterExtension
    static final TestingLab LAB = new TestingLab(Access.WORK, QueueSettings.DEFAULT);

    @Test
    void everyOutcomeIsReadBackAsItWasStored() {
        Assessment ungraded = new Assessment(0.25, OptionalInt.empty(), List.of(), 0.75);
        List<SlideOutcome> outcomes = List.of(
                new SlideOutcome.Cancer(GRADED),
                new SlideOutcome.Benign(ungraded),
                new SlideOutcome.NeedsReview(ungraded, "too close to the threshold"),
                new SlideOutcome.InsufficientTissue("0.2 mm² of tissue"),
                new SlideOutcome.Rescan("61 % out of focus"));
        for (SlideOutcome outcome : outcomes) {
            SlideResult stored = result(outcome, List.of());
            assertThat(TestingResults.read(LAB.ledger(), store("a.svs", stored)))
                    .isEqualTo(stored);
        }
    }

    @Test
    void tilesAreReadBackRowMajorInEveryState() {
        List<TileResult> tiles = List.of(
                scored(0, 0.25f),
                left(1, State.EXCLUDED, "pen"),
                left(2, State.UNREADABLE, "JPEG: premature end \0"),
                left(3, State.EXCLUDED, "pen"),
                scored(401, 0.75f));
        SlideResult stored = result(new SlideOutcome.Cancer(GRADED), tiles);
        SlideResult read = TestingResults.read(LAB.ledger(), store("a.svs", stored));
        assertThat(read.tiles()).hasSize(5);
        assertThat(read.tiles().get(0)).isEqualTo(tiles.get(0));
        assertThat(read.tiles().get(2).reason()).hasValue("JPEG: premature end \uFFFD");
        assertThat(read.tiles().get(3)).isEqualTo(tiles.get(3));
        assertThat(read.tiles().get(4)).isEqualTo(tiles.get(4));
    }

    @Test
    void aHundredThousandTilesAreStoredAndReadBack() throws SQLException {
        SlideResult stored = cancer(100_000);
        long run = store("large.svs", stored);
        assertThat(LAB.rows(
                        "SELECT count(*) || ' ' || count(cancer_probability) || ' ' || sum(x0) FROM acinus.tile_result"
                                + " WHERE run_id = " + run))
                .containsExactly("100000 50000 "
                        + stored.tiles().stream()
                                .mapToLong(tile -> tile.frame().x0())
                                .sum());
        assertThat(TestingResults.read(LAB.ledger(), run)).isEqualTo(stored);
    }

    /// The last of enough tiles to fill several buffers breaks a rule of the table, so rows are under way already.
    @Test
    void resultThatBreaksInTheMiddleOfItsTilesLeavesNothing() throws SQLException {
        LAB.ledger().enqueue(List.of(job("a.svs")), false);
        ClaimedJob claim = LAB.ledger().claim("w").orElseThrow();
        for (TileResult broken : List.of(scored(0, 0.5f), scored(9_999, 1.5f), scored(9_999, Float.NaN))) {
            List<TileResult> tiles = new ArrayList<>(scored(5_000));
            tiles.add(broken);
            assertThatThrownBy(() -> LAB.ledger().complete(claim, result(new SlideOutcome.Cancer(GRADED), tiles)))
                    .isInstanceOf(LedgerException.class)
                    .hasMessageContaining("job " + claim.id())
                    .message()
                    .doesNotContain("\n");
            for (String table : List.of("run", "tile", "tile_shape", "tile_reason", "pack")) {
                assertThat(LAB.rows("SELECT count(*) FROM acinus." + table))
                        .as(table)
                        .containsExactly("0");
            }
            assertThat(LAB.ledger().status()).extracting(JobStatus::state).containsExactly(JobState.RUNNING);
        }
        LAB.ledger().complete(claim, cancer(3)); // the claim is still good, and so is the pool's connection
        assertThat(LAB.ledger().status()).extracting(JobStatus::state).containsExactly(JobState.DONE);
    }

    @Test
    void resultIsTheNewestRunAndHistoryHasAll() throws SQLException {
        long first = store("a.svs", cancer(1));
        long second = store("a.svs", result(new SlideOutcome.Rescan("61 % out of focus"), List.of()));
        long other = store("b.svs", cancer(1));
        assertThat(LAB.ledger().newestRuns())
                .containsExactly(
                        new StoredRun(second, TestingResults.ROOT, "a.svs"),
                        new StoredRun(other, TestingResults.ROOT, "b.svs"));
        assertThat(LAB.rows("SELECT run_id FROM acinus.slide_result_history ORDER BY run_id"))
                .containsExactly(Long.toString(first), Long.toString(second), Long.toString(other));
    }

    @Test
    void aRunKnowsTheCaseThatItsSlideWasSaidToBeOf() {
        SlideJob told = job("a.svs");
        LAB.ledger()
                .enqueue(
                        List.of(new SlideJob(
                                told.sourceRoot(),
                                told.file(),
                                told.bytes(),
                                told.modified(),
                                told.configHash(),
                                new Provenance(Optional.empty(), Optional.of("C-17")))),
                        false);
        LAB.ledger().complete(LAB.ledger().claim("w").orElseThrow(), cancer(1));
        store("b.svs", cancer(1));

        assertThat(LAB.ledger().newestRuns())
                .extracting(StoredRun::caseId)
                .containsExactly(Optional.of("C-17"), Optional.empty());
    }

    /// A result is linked to once more, and none is added.
    @Test
    void filesAreWantedAgainAndTheResultStays() throws SQLException {
        long run = store("a.svs", cancer(2));
        assertThat(LAB.ledger().enqueueForFiles(List.of(job("a.svs")))).isOne();

        ClaimedJob again = LAB.ledger().claim("w").orElseThrow();
        assertThat(LAB.ledger().enqueueForFiles(List.of(job("a.svs"))))
                .as("what is worked at goes on")
                .isZero();
        SlideResult known = LAB.ledger().known(again, cancer(2).sha256()).orElseThrow();
        assertThat(known.tiles()).hasSize(2);
        LAB.ledger().complete(again, known);

        assertThat(LAB.ledger().enqueueForFiles(List.of(job("b.svs")))).isOne();
        LAB.ledger().fail(LAB.ledger().claim("w").orElseThrow(), TestingResults.CRASH);
        assertThat(LAB.ledger().enqueueForFiles(List.of(job("b.svs"))))
                .as("what has failed is left alone")
                .isZero();
        assertThat(LAB.rows("SELECT DISTINCT run_id FROM acinus.slide_result_history"))
                .containsExactly(Long.toString(run));
        assertThat(LAB.ledger().newestRuns()).extracting(StoredRun::runId).containsExactly(run);
        assertThat(LAB.ledger().status())
                .filteredOn(line -> line.file().equals("a.svs"))
                .extracting(JobStatus::state)
                .containsExactly(JobState.DONE);
    }

    @Test
    void oldResultStaysWhenALaterRunFails() {
        long run = store("a.svs", cancer(1));
        LAB.ledger().enqueue(List.of(job("a.svs")), true);
        LAB.ledger().fail(LAB.ledger().claim("w").orElseThrow(), TestingResults.CRASH);
        assertThat(LAB.ledger().newestRuns()).extracting(StoredRun::runId).containsExactly(run);
        assertThat(LAB.ledger().status()).first().satisfies(line -> {
            assertThat(line.state()).isEqualTo(JobState.FAILED);
            assertThat(line.outcome()).isEmpty();
        });
    }

    @Test
    void reasonForReviewIsInStatusAndView() throws SQLException {
        Assessment close = new Assessment(0.5, OptionalInt.empty(), List.of(), 0.5);
        store("a.svs", result(new SlideOutcome.NeedsReview(close, "too close"), List.of()));
        assertThat(LAB.ledger().status()).first().satisfies(line -> {
            assertThat(line.outcome()).hasValue("NEEDS_REVIEW");
            assertThat(line.message()).hasValue("too close");
        });
        assertThat(LAB.rows("SELECT needs_review || ' ' || review_reason FROM acinus.slide_result"))
                .containsExactly("true too close");
    }

    @Test
    void whatADemonstrationSaidIsMarkedOnceItsPackIsKnown() throws SQLException {
        store("a.svs", cancer(2));
        assertThat(LAB.ledger().status().getFirst().demo()).isEmpty();
        assertThat(marks()).containsExactly("NULL", "NULL", "NULL");

        LAB.ledger().notePack(TestingResults.PACK, true);
        assertThat(LAB.ledger().status().getFirst().demo()).hasValue(true);
        assertThat(marks()).containsExactly("true", "true", "true");

        LAB.ledger().notePack(TestingResults.PACK, false);
        assertThat(LAB.ledger().status().getFirst().demo()).hasValue(true);
        assertThatThrownBy(() -> LAB.execute("UPDATE acinus.pack SET demo = false"))
                .hasMessageContaining("whether a pack is a demonstration does not change");

        PackId own = new PackId("own", "1.0.0", "cd".repeat(32));
        LAB.ledger().notePack(own, false);
        assertThat(LAB.rows("SELECT demo FROM acinus.pack WHERE name = 'own'")).containsExactly("f");
        LAB.ledger().enqueue(List.of(job("a.svs")), true);
        LAB.ledger().claim("w");
        assertThat(LAB.ledger().status().getFirst().demo())
                .as("of a slide without a result now")
                .isEmpty();
    }

    private static List<String> marks() throws SQLException {
        return LAB.rows("""
                SELECT DISTINCT coalesce(demo::text, 'NULL') FROM acinus.slide_result
                UNION ALL SELECT DISTINCT coalesce(demo::text, 'NULL') FROM acinus.tile_result
                UNION ALL SELECT DISTINCT coalesce(demo::text, 'NULL') FROM acinus.research_tile_result""");
    }

    @Test
    void resultViewsHaveTheContractsColumns() throws SQLException {
        List<String> columns = List.of(
                "file text",
                "source_root text",
                "sha256 text",
                "outcome text",
                "cancer_probability double precision",
                "isup_grade smallint",
                "isup_probabilities real[]",
                "gleason_primary smallint",
                "gleason_secondary smallint",
                "confidence double precision",
                "needs_review boolean",
                "review_reason text",
                "tiles_total integer",
                "tiles_unreadable integer",
                "pack text",
                "pack_version text",
                "run_id integer",
                "started_at timestamp with time zone",
                "finished_at timestamp with time zone",
                "pattern_shares double precision[]",
                "tumour_share double precision",
                "tumour_mm double precision",
                "tumour_span_mm double precision",
                "tissue_mm double precision",
                "demo boolean");
        assertThat(TestingServer.columns(LAB.server(), "slide_result")).isEqualTo(columns);
        assertThat(TestingServer.columns(LAB.server(), "slide_result_history")).isEqualTo(columns);
    }

    @Test
    void tileViewHasTheContractsColumns() throws SQLException {
        assertThat(TestingServer.columns(LAB.server(), "tile_result"))
                .containsExactly(
                        "run_id integer",
                        "file text",
                        "column_index integer",
                        "row_index integer",
                        "x0 bigint",
                        "y0 bigint",
                        "width0 double precision",
                        "height0 double precision",
                        "spacing double precision",
                        "attention real",
                        "contribution real",
                        "cancer_probability real",
                        "p_benign real",
                        "p_g3 real",
                        "p_g4 real",
                        "p_g5 real",
                        "uncertainty real",
                        "state text",
                        "reason text",
                        "demo boolean");
    }

    @Test
    void unknownRunIsExplained() {
        assertThatThrownBy(() -> TestingResults.read(LAB.ledger(), 99))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("99");
    }

    private static long store(String file, SlideResult result) {
        LAB.ledger().enqueue(List.of(job(file)), true);
        return LAB.ledger().complete(LAB.ledger().claim("w").orElseThrow(), result);
    }
}
