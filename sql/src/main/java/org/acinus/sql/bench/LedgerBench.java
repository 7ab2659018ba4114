package org.acinus.sql.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.acinus.mil.PackId;
import org.acinus.outcome.Assessment;
import org.acinus.outcome.SlideOutcome;
import org.acinus.outcome.SlideResult;
import org.acinus.outcome.TileResult;
import org.acinus.outcome.TileResult.State;
import org.acinus.outcome.TileResult.TileScore;
import org.acinus.pipeline.ClaimedJob;
import org.acinus.pipeline.SlideJob;
import org.acinus.sql.SqlRunLedger;
import org.acinus.sql.connection.Rows;
import org.acinus.sql.database.Database;
import org.acinus.sql.results.TileRows;
import org.acinus.tiling.TileAddress;
import org.acinus.tiling.TileFrame;

/// Measures the ledger on an embedded server of its own, which it may fill and change as it likes.
///
/// One thread, used once. Every figure is a list with one value a round; durability is on, as always.
public final class LedgerBench {
    /// Tiles a slide; a large one, as the pipeline sees them.
    private static final int COLUMNS = 400;

    private static final Path ROOT = Path.of("/bench");
    private static final PackId PACK = new PackId("bench", "1", "ab".repeat(32));
    private static final List<String> SECONDARY = List.of(
            "CREATE INDEX tile_attention ON acinus.tile (run_id, attention)",
            "CREATE INDEX tile_place ON acinus.tile (run_id, y0, x0)");

    /// In a plan as JSON.
    private static final Pattern INDEX_NAME = Pattern.compile("\"Index Name\": \"(\\w+)\"");

    private final Database database;
    private final SqlRunLedger ledger;
    private final int rows;
    private final int rounds;
    private final List<TileResult> tiles;

    /// Of one database.
    ///
    /// @param database a fresh one of an embedded server, opened for [org.acinus.sql.database.Access#OWN]
    /// @param rows tile rows a slide
    /// @param rounds counted rounds; one more comes before them
    public LedgerBench(Database database, int rows, int rounds) {
        this.database = database;
        this.ledger = new SqlRunLedger(database);
        this.rows = rows;
        this.rounds = rounds;
        this.tiles = tiles(rows);
    }

    /// A query that a view's user asks, without and with the index that ships for it.
    ///
    /// @param indexes those that its plan takes where all are there; a month's by the whole table's name
    public record Query(String sql, List<Double> millisWithout, List<Double> millisWith, List<String> indexes) {}

    /// What was found.
    ///
    /// @param copyPrimaryKeyRowsPerSecond binary COPY through the partitioned table, which has only its primary
    ///     key
    /// @param copyPartitionRowsPerSecond the same straight into the month's table, as the ledger does it
    /// @param copyAllIndexesRowsPerSecond as the one before, with every index that ships
    /// @param completeRowsPerSecond a whole result: rows, run, job, audit log, commit
    /// @param enqueueJobsPerSecond one batch of waiting jobs, with their audit entries
    /// @param claimMillis one claim, with all of them waiting, commit and audit entry included
    /// @param queries by name
    public record Report(
            List<Double> copyPrimaryKeyRowsPerSecond,
            List<Double> copyPartitionRowsPerSecond,
            List<Double> copyAllIndexesRowsPerSecond,
            List<Double> completeRowsPerSecond,
            double enqueueJobsPerSecond,
            List<Double> claimMillis,
            Map<String, Query> queries) {}

    /// Measures everything.
    ///
    /// @param waiting jobs in the queue while claims are timed
    /// @param claims how many are timed
    public Report run(int waiting, int claims) {
        fillWithResults();
        Map<String, List<Double>> without = new LinkedHashMap<>();
        execute("DROP INDEX acinus.tile_attention, acinus.tile_place, acinus.run_outcome, acinus.job_file");
        queries().forEach((name, sql) -> without.put(name, timeQuery(sql)));
        List<Double> keyed = timeCopies("tile");
        List<Double> direct = timeCopies(partition());
        SECONDARY.forEach(this::execute);
        execute("CREATE INDEX run_outcome ON acinus.run (outcome, id)");
        execute("CREATE INDEX job_file ON acinus.job USING hash (file)");
        List<Double> indexed = timeCopies(partition());
        execute("ANALYZE");
        Map<String, Query> queries = new LinkedHashMap<>();
        queries()
                .forEach((name, sql) -> queries.put(
                        name, new Query(sql, without.getOrDefault(name, List.of()), timeQuery(sql), indexes(sql))));
        List<Double> complete = timeCompletes();
        double enqueue = timeEnqueue(waiting);
        return new Report(keyed, direct, indexed, complete, enqueue, timeClaims(claims), queries);
    }

    /// Twenty slides with tiles, and very many without, so that no query is over a toy.
    private void fillWithResults() {
        for (int i = 0; i < 20; i++) {
            complete("large " + i, i, tiles);
        }
        execute("""
                INSERT INTO acinus.job (slide_key, source_root, file, bytes, modified, config_hash, site_id, state)
                SELECT sha256(convert_to('small ' || n, 'UTF8')), '/bench', 'small ' || n, 1, '', 'bench', 1, 'WAITING'
                FROM generate_series(1, 20000) AS n""");
        execute("""
                INSERT INTO acinus.run (job_id, attempt, config_hash, sha256, pack_id, outcome, reason, tiles_total,
                    tiles_unreadable, started_at, finished_at, site_id)
                SELECT id, 1, 'bench', sha256(slide_key), 1,
                    CASE WHEN id % 500 = 0 THEN 'RESCAN' ELSE 'INSUFFICIENT_TISSUE' END, 'bench', 0, 0, now(), now(), 1
                FROM acinus.job WHERE state = 'WAITING'""");
        execute("""
                UPDATE acinus.job SET state = 'DONE', result_run = run.id FROM acinus.run
                WHERE run.job_id = job.id AND state = 'WAITING'""");
        execute("ANALYZE");
    }

    private Map<String, String> queries() {
        int run = 7;
        Map<String, String> queries = new LinkedHashMap<>();
        queries.put("slide", "SELECT * FROM acinus.slide_result WHERE file = 'small 12345'");
        queries.put("class", "SELECT file FROM acinus.slide_result WHERE outcome = 'RESCAN'");
        queries.put(
                "top_attention",
                "SELECT x0, y0, attention FROM acinus.tile_result WHERE run_id = " + run
                        + " AND attention IS NOT NULL ORDER BY attention DESC LIMIT 20");
        queries.put(
                "rectangle",
                "SELECT x0, y0, attention FROM acinus.tile_result WHERE run_id = " + run
                        + " AND x0 BETWEEN 40000 AND 50000 AND y0 BETWEEN 40000 AND 50000");
        return queries;
    }

    private List<Double> timeQuery(String sql) {
        return rounds(() -> database.inTransaction("measure", connection -> {
                    try (PreparedStatement select = connection.prepareStatement(sql)) {
                        return Rows.list(select, row -> row.getObject(1)).size();
                    }
                }))
                .stream()
                .map(seconds -> seconds * 1000)
                .toList();
    }

    private List<String> indexes(String sql) {
        return database.inTransaction("measure", connection -> {
            Matcher named = INDEX_NAME.matcher(text(connection, "EXPLAIN (FORMAT JSON) " + sql));
            List<String> indexes = new ArrayList<>();
            while (named.find()) {
                indexes.add(text(connection, """
                        SELECT coalesce((SELECT inhparent FROM pg_inherits WHERE inhrelid = this), this)::regclass
                        FROM (SELECT 'acinus.%s'::regclass AS this) AS index""".formatted(named.group(1))));
            }
            return indexes;
        });
    }

    private static String text(Connection connection, String query) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(query)) {
            return Rows.list(select, row -> row.getString(1)).getFirst();
        }
    }

    private String partition() {
        return database.inTransaction("measure", connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT acinus.tile_partition((now() AT TIME ZONE 'UTC')::date)")) {
                return Rows.list(select, row -> row.getString(1)).getFirst();
            }
        });
    }

    /// Rows of runs that do not exist: nothing but the COPY and its commit is timed.
    private List<Double> timeCopies(String table) {
        LocalDate month = database.inTransaction("measure", connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT date_trunc('month', now() AT TIME ZONE 'UTC')::date")) {
                return Rows.list(select, row -> row.getObject(1, LocalDate.class))
                        .getFirst();
            }
        });
        List<Double> seconds = rounds(() -> database.inTransaction("measure", connection -> {
            new TileRows(nextCopy++, (short) 1, new TileRows.Month(month, table)).copy(connection, tiles);
            return rows;
        }));
        return perSecond(seconds);
    }

    private int nextCopy = 1_000_000;

    private List<Double> timeCompletes() {
        List<Double> seconds = new ArrayList<>();
        for (int round = 0; round <= rounds; round++) {
            ledger.enqueue(List.of(job("complete " + round)), false);
            ClaimedJob claim = ledger.claim("bench").orElseThrow();
            SlideResult result = result(1000 + round, tiles);
            long begin = System.nanoTime();
            ledger.complete(claim, result);
            seconds.add((System.nanoTime() - begin) / 1e9);
        }
        return perSecond(seconds.subList(1, seconds.size()));
    }

    private double timeEnqueue(int waiting) {
        List<SlideJob> jobs =
                IntStream.range(0, waiting).mapToObj(i -> job("waiting " + i)).toList();
        long begin = System.nanoTime();
        ledger.enqueue(jobs, false);
        return waiting / ((System.nanoTime() - begin) / 1e9);
    }

    private List<Double> timeClaims(int claims) {
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < claims; i++) {
            long begin = System.nanoTime();
            Optional<ClaimedJob> claim = ledger.claim("bench");
            millis.add((System.nanoTime() - begin) / 1e6);
            if (claim.isEmpty()) {
                throw new IllegalStateException("There are more jobs waiting than claims");
            }
        }
        return millis;
    }

    private void complete(String file, int content, List<TileResult> found) {
        ledger.enqueue(List.of(job(file)), false);
        ledger.complete(ledger.claim("bench").orElseThrow(), result(content, found));
    }

    private List<Double> rounds(Runnable work) {
        List<Double> seconds = new ArrayList<>();
        for (int round = 0; round <= rounds; round++) {
            long begin = System.nanoTime();
            work.run();
            seconds.add((System.nanoTime() - begin) / 1e9);
        }
        return seconds.subList(1, seconds.size());
    }

    private List<Double> perSecond(List<Double> seconds) {
        return seconds.stream().map(one -> rows / one).toList();
    }

    private void execute(String command) {
        database.inTransaction("measure", connection -> run(connection, command));
    }

    private static boolean run(Connection connection, String command) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.execute(command);
        }
    }

    private static SlideJob job(String file) {
        return new SlideJob(ROOT, file, 1, Instant.EPOCH, "bench");
    }

    private static SlideResult result(int content, List<TileResult> tiles) {
        Assessment assessment = new Assessment(0.75, OptionalInt.empty(), List.of(), 0.5);
        return new SlideResult(
                "%064x".formatted(content),
                new SlideOutcome.Cancer(assessment),
                tiles.size(),
                0,
                PACK,
                Instant.EPOCH,
                Instant.EPOCH,
                tiles);
    }

    /// Row-major on a grid of 448 level-0 pixels, attention in no order.
    private static List<TileResult> tiles(int rows) {
        return IntStream.range(0, rows)
                .mapToObj(i -> {
                    TileAddress address = new TileAddress(i % COLUMNS, i / COLUMNS);
                    TileFrame frame =
                            new TileFrame(address, 448L * address.column(), 448L * address.row(), 448.0, 448.0);
                    float attention = Math.floorMod(i * 2_654_435_761L, rows) / (float) rows;
                    TileScore score = new TileScore(attention, attention - 0.5f, OptionalDouble.of(attention));
                    return new TileResult(frame, 0.5, State.SCORED, Optional.of(score), Optional.empty());
                })
                .toList();
    }
}
