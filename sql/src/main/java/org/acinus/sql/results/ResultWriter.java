package org.acinus.sql.results;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.acinus.outcome.Assessment;
import org.acinus.outcome.SlideResult;
import org.acinus.pipeline.ClaimedJob;
import org.acinus.quality.Artefact;
import org.acinus.quality.QualitySummary;
import org.acinus.sql.connection.Rows;
import org.acinus.sql.connection.StoredText;

/// Writes one result with its tiles; the transaction is the caller's.
public final class ResultWriter {
    private static final String SAME_KEY = " WHERE sha256 = ? AND config_hash = ? AND site_id = ? AND current";

    private final Connection connection;

    /// Over one transaction.
    public ResultWriter(Connection connection) {
        this.connection = connection;
    }

    /// Links the claim to the result that its content has, writing it where there is none or where the job was
    /// forced.
    ///
    /// @return the run's id
    public int write(ClaimedJob claim, SlideResult result) throws SQLException {
        Asked asked = asked(claim);
        Optional<Integer> present = Optional.empty();
        if (asked.anew()) {
            supersede(claim, result, asked);
        } else {
            present = find(claim, result, asked);
        }
        int run = present.isPresent() ? present.get() : store(claim, result, asked);
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO acinus.answer (job_id, attempt, run_id) VALUES (?, ?, ?)")) {
            insert.setLong(1, claim.id());
            insert.setInt(2, claim.attempt());
            insert.setInt(3, run);
            insert.executeUpdate();
        }
        return run;
    }

    /// What the job's row says besides the claim.
    private record Asked(short site, boolean anew) {}

    private Asked asked(ClaimedJob claim) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT site_id, anew FROM acinus.job WHERE id = ?")) {
            select.setLong(1, claim.id());
            return Rows.first(select, row -> new Asked(row.getShort(1), row.getBoolean(2)))
                    .orElseThrow(() -> new IllegalStateException("The claimed job's row is locked"));
        }
    }

    private void supersede(ClaimedJob claim, SlideResult result, Asked asked) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE acinus.run SET current = false" + SAME_KEY)) {
            bindKey(update, claim, result, asked);
            update.executeUpdate();
        }
    }

    private Optional<Integer> find(ClaimedJob claim, SlideResult result, Asked asked) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT id FROM acinus.run" + SAME_KEY)) {
            bindKey(select, claim, result, asked);
            return Rows.first(select, row -> row.getInt(1));
        }
    }

    private static void bindKey(PreparedStatement statement, ClaimedJob claim, SlideResult result, Asked asked)
            throws SQLException {
        statement.setBytes(1, HexFormat.of().parseHex(result.sha256()));
        statement.setString(2, claim.job().configHash());
        statement.setShort(3, asked.site());
    }

    private int store(ClaimedJob claim, SlideResult result, Asked asked) throws SQLException {
        Optional<Integer> inserted =
                insertRun(claim, result, new StoredPack(connection).id(result.pack()), asked.site());
        if (inserted.isEmpty()) {
            // Another worker stored the same content in this moment; its result is the one.
            return find(claim, result, asked)
                    .orElseThrow(() -> new IllegalStateException("A conflict means that there is such a run"));
        }
        int runId = inserted.get();
        TileRows rows = new TileRows(runId, asked.site(), month(runId));
        rows.copy(connection, result.tiles());
        insertShapes(runId, asked.site(), rows.shapes());
        insertReasons(runId, asked.site(), rows.reasons());
        return runId;
    }

    /// The month whose table takes the run's tiles. The next month's is made in passing, while nobody waits for
    /// it.
    private TileRows.Month month(int runId) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT month, acinus.tile_partition(month),
                    acinus.tile_partition((month + interval '1 month')::date)
                FROM acinus.run WHERE id = ?""")) {
            select.setInt(1, runId);
            return Rows.first(select, row -> new TileRows.Month(row.getObject(1, LocalDate.class), row.getString(2)))
                    .orElseThrow(() -> new IllegalStateException("The run was inserted just now"));
        }
    }

    /// Empty where there is a current run of the same content, configuration and site after all.
    private Optional<Integer> insertRun(ClaimedJob claim, SlideResult result, int packId, short site)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO acinus.run (job_id, attempt, config_hash, sha256, pack_id, outcome, reason, tiles_total,
                    tiles_unreadable, started_at, finished_at, cancer_probability, isup_grade, isup_probabilities,
                    confidence, site_id, quality_tissue_mm2, quality_kinds, quality_shares, gleason_primary,
                    gleason_secondary, pattern_shares, tumour_share, tumour_mm, tumour_span_mm, tissue_mm)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (sha256, config_hash, site_id) WHERE current DO NOTHING
                RETURNING id""")) {
            insert.setLong(1, claim.id());
            insert.setInt(2, claim.attempt());
            insert.setString(3, claim.job().configHash());
            insert.setBytes(4, HexFormat.of().parseHex(result.sha256()));
            insert.setInt(5, packId);
            insert.setString(6, result.outcome().label().orElseThrow());
            insert.setString(
                    7, result.outcome().explanation().map(StoredText::of).orElse(null));
            insert.setInt(8, result.tilesTotal());
            insert.setInt(9, result.tilesUnreadable());
            insert.setObject(10, result.startedAt().atOffset(ZoneOffset.UTC));
            insert.setObject(11, result.finishedAt().atOffset(ZoneOffset.UTC));
            setAssessment(insert, result.outcome().modelAssessment());
            insert.setShort(16, site);
            setQuality(insert, result.quality());
            StoredPatterns.bind(insert, 20, result.outcome().modelAssessment().flatMap(Assessment::patterns));
            return Rows.first(insert, row -> row.getInt(1));
        }
    }

    private void setAssessment(PreparedStatement insert, Optional<Assessment> said) throws SQLException {
        insert.setObject(12, said.map(Assessment::cancerProbability).orElse(null), Types.DOUBLE);
        insert.setNull(13, Types.SMALLINT);
        insert.setNull(14, Types.ARRAY);
        insert.setObject(15, said.map(Assessment::confidence).orElse(null), Types.DOUBLE);
        if (said.isPresent() && said.get().isupGrade().isPresent()) {
            insert.setInt(13, said.get().isupGrade().getAsInt());
        }
        if (said.isPresent() && !said.get().isupProbabilities().isEmpty()) {
            Float[] grades = said.get().isupProbabilities().stream()
                    .map(Double::floatValue)
                    .toArray(Float[]::new);
            insert.setArray(14, connection.createArrayOf("float4", grades));
        }
    }

    private void setQuality(PreparedStatement insert, Optional<QualitySummary> judged) throws SQLException {
        insert.setObject(17, judged.map(QualitySummary::tissueMm2).orElse(null), Types.DOUBLE);
        insert.setNull(18, Types.ARRAY);
        insert.setNull(19, Types.ARRAY);
        if (judged.isPresent()) {
            Map<Artefact, Double> shares = judged.get().shares();
            Object[] kinds = shares.keySet().stream().map(Artefact::name).toArray();
            insert.setArray(18, connection.createArrayOf("text", kinds));
            insert.setArray(
                    19, connection.createArrayOf("float8", shares.values().toArray()));
        }
    }

    private void insertShapes(int runId, short site, Map<TileShape, Integer> shapes) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO acinus.tile_shape (run_id, shape, width0, height0, spacing, site_id) VALUES (?, ?, ?, ?, ?, ?)")) {
            for (Map.Entry<TileShape, Integer> entry : shapes.entrySet()) {
                insert.setInt(1, runId);
                insert.setInt(2, entry.getValue());
                insert.setDouble(3, entry.getKey().width0());
                insert.setDouble(4, entry.getKey().height0());
                insert.setDouble(5, entry.getKey().spacingMicrons());
                insert.setShort(6, site);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void insertReasons(int runId, short site, Map<String, Integer> reasons) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO acinus.tile_reason (run_id, reason, text, site_id) VALUES (?, ?, ?, ?)")) {
            for (Map.Entry<String, Integer> entry : reasons.entrySet()) {
                insert.setInt(1, runId);
                insert.setInt(2, entry.getValue());
                insert.setString(3, StoredText.of(entry.getKey()));
                insert.setShort(4, site);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
