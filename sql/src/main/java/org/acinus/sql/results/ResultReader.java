package org.acinus.sql.results;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.acinus.gleason.pattern.PatternProbabilities;
import org.acinus.mil.PackId;
import org.acinus.outcome.Assessment;
import org.acinus.outcome.SlideOutcome;
import org.acinus.outcome.SlideResult;
import org.acinus.outcome.TileResult;
import org.acinus.outcome.TileResult.State;
import org.acinus.outcome.TileResult.TileScore;
import org.acinus.pipeline.ClaimedJob;
import org.acinus.quality.Artefact;
import org.acinus.quality.QualitySummary;
import org.acinus.sql.connection.Rows;
import org.acinus.tiling.TileAddress;
import org.acinus.tiling.TileFrame;

/// Reads one result back; the transaction is the caller's.
public final class ResultReader {
    /// Rows that the driver holds at a time.
    private static final int FETCH = 10_000;

    private final Connection connection;

    /// Over one transaction.
    public ResultReader(Connection connection) {
        this.connection = connection;
    }

    /// A run with all its tiles.
    Optional<SlideResult> read(long runId) throws SQLException {
        return read(runId, true);
    }

    /// A run whose tiles stay in the database, see [#forEachTile].
    public Optional<SlideResult> readSummary(long runId) throws SQLException {
        return read(runId, false);
    }

    private Optional<SlideResult> read(long runId, boolean withTiles) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT encode(run.sha256, 'hex') AS sha256, outcome, reason, cancer_probability, isup_grade,
                    isup_probabilities, confidence, tiles_total, tiles_unreadable, started_at, finished_at,
                    quality_tissue_mm2, quality_kinds, quality_shares, gleason_primary, gleason_secondary,
                    pattern_shares, tumour_share, tumour_mm, tumour_span_mm, tissue_mm,
                    pack.name, pack.version, encode(pack.sha256, 'hex') AS pack_sha256
                FROM acinus.run JOIN acinus.pack ON pack.id = pack_id WHERE run.id = ?""")) {
            select.setLong(1, runId);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(result(row, withTiles ? tiles(runId) : List.of())) : Optional.empty();
            }
        }
    }

    /// The result that answers for this content, where the job was not forced and all its tile rows are still
    /// kept.
    public Optional<SlideResult> known(ClaimedJob claim, String sha256) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT run.id FROM acinus.job
                JOIN acinus.run USING (config_hash, site_id)
                WHERE job.id = ? AND job.attempt = ? AND NOT job.anew AND run.sha256 = ? AND run.current""")) {
            select.setLong(1, claim.id());
            select.setInt(2, claim.attempt());
            select.setBytes(3, HexFormat.of().parseHex(sha256));
            Optional<Long> run = Rows.first(select, row -> row.getLong(1));
            Optional<SlideResult> found = run.isEmpty() ? Optional.empty() : read(run.get());
            return found.filter(result -> result.tiles().size() >= result.tilesTotal());
        }
    }

    private static SlideResult result(ResultSet row, List<TileResult> tiles) throws SQLException {
        return new SlideResult(
                row.getString("sha256"),
                outcome(row),
                row.getInt("tiles_total"),
                row.getInt("tiles_unreadable"),
                new PackId(row.getString("name"), row.getString("version"), row.getString("pack_sha256")),
                instant(row, "started_at"),
                instant(row, "finished_at"),
                tiles,
                quality(row));
    }

    /// Kinds that this version does not know any more are left out; those that the row does not know are 0.
    private static Optional<QualitySummary> quality(ResultSet row) throws SQLException {
        Array kinds = row.getArray("quality_kinds");
        if (kinds == null) {
            return Optional.empty();
        }
        String[] names = (String[]) kinds.getArray();
        Double[] stored = (Double[]) row.getArray("quality_shares").getArray();
        Map<Artefact, Double> shares = new EnumMap<>(Artefact.class);
        for (Artefact kind : Artefact.values()) {
            int at = Arrays.asList(names).indexOf(kind.name());
            if (at >= 0) {
                shares.put(kind, stored[at]);
            }
        }
        return Optional.of(new QualitySummary(row.getDouble("quality_tissue_mm2"), shares));
    }

    private static SlideOutcome outcome(ResultSet row) throws SQLException {
        String label = row.getString("outcome");
        return switch (label) {
            case "CANCER" -> new SlideOutcome.Cancer(assessment(row));
            case "BENIGN" -> new SlideOutcome.Benign(assessment(row));
            case "NEEDS_REVIEW" -> new SlideOutcome.NeedsReview(assessment(row), row.getString("reason"));
            case "INSUFFICIENT_TISSUE" -> new SlideOutcome.InsufficientTissue(row.getString("reason"));
            case "RESCAN" -> new SlideOutcome.Rescan(row.getString("reason"));
            default -> throw new IllegalStateException("The table's check lets no outcome " + label + " in");
        };
    }

    private static Assessment assessment(ResultSet row) throws SQLException {
        int grade = row.getInt("isup_grade");
        OptionalInt isupGrade = row.wasNull() ? OptionalInt.empty() : OptionalInt.of(grade);
        return new Assessment(
                row.getDouble("cancer_probability"),
                isupGrade,
                probabilities(row),
                row.getDouble("confidence"),
                StoredPatterns.read(row));
    }

    private static List<Double> probabilities(ResultSet row) throws SQLException {
        Array array = row.getArray("isup_probabilities");
        if (array == null) {
            return List.of();
        }
        return Arrays.stream((Float[]) array.getArray()).map(Float::doubleValue).toList();
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private List<TileResult> tiles(long runId) throws SQLException {
        List<TileResult> tiles = new ArrayList<>();
        forEachTile(runId, tiles::add);
        return tiles;
    }

    /// Goes through a run's tiles, row-major, some thousands of them in memory at a time.
    public void forEachTile(long runId, Consumer<TileResult> each) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT column_index, row_index, x0, y0, width0, height0, spacing, state, attention, contribution,
                    cancer_probability, p_benign, p_g3, p_g4, p_g5, uncertainty, reason
                FROM acinus.tile_result WHERE run_id = ? ORDER BY row_index, column_index""")) {
            select.setLong(1, runId);
            select.setFetchSize(FETCH);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    each.accept(tile(row));
                }
            }
        }
    }

    private static TileResult tile(ResultSet row) throws SQLException {
        TileFrame frame = new TileFrame(
                new TileAddress(row.getInt("column_index"), row.getInt("row_index")),
                row.getLong("x0"),
                row.getLong("y0"),
                row.getDouble("width0"),
                row.getDouble("height0"));
        State state = State.valueOf(row.getString("state"));
        Optional<TileScore> score = state == State.SCORED ? Optional.of(score(row)) : Optional.empty();
        return new TileResult(
                frame, row.getDouble("spacing"), state, score, Optional.ofNullable(row.getString("reason")));
    }

    private static TileScore score(ResultSet row) throws SQLException {
        return new TileScore(
                row.getFloat("attention"),
                row.getFloat("contribution"),
                number(row, "cancer_probability"),
                patterns(row),
                number(row, "uncertainty"));
    }

    private static Optional<PatternProbabilities> patterns(ResultSet row) throws SQLException {
        float benign = row.getFloat("p_benign");
        return row.wasNull()
                ? Optional.empty()
                : Optional.of(new PatternProbabilities(
                        benign, row.getFloat("p_g3"), row.getFloat("p_g4"), row.getFloat("p_g5")));
    }

    private static OptionalDouble number(ResultSet row, String column) throws SQLException {
        float value = row.getFloat(column);
        return row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
