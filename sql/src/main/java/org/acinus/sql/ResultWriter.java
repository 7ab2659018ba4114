package org.acinus.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.acinus.mil.PackId;
import org.acinus.outcome.Assessment;
import org.acinus.outcome.SlideResult;
import org.acinus.pipeline.ClaimedJob;

/// Writes one result with its tiles; the transaction is the caller's.
final class ResultWriter {
    private final Connection connection;

    ResultWriter(Connection connection) {
        this.connection = connection;
    }

    /// Writes it all and says the run's id.
    int write(ClaimedJob claim, SlideResult result) throws SQLException {
        int runId = insertRun(claim, result, packId(result.pack()));
        TileRows rows = new TileRows(runId);
        rows.copy(connection, result.tiles());
        insertShapes(runId, rows.shapes());
        insertReasons(runId, rows.reasons());
        return runId;
    }

    private int packId(PackId pack) throws SQLException {
        byte[] sha256 = HexFormat.of().parseHex(pack.sha256());
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO acinus.pack (name, version, sha256) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")) {
            setPack(insert, pack, sha256);
            insert.executeUpdate();
        }
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT id FROM acinus.pack WHERE name = ? AND version = ? AND sha256 = ?")) {
            setPack(select, pack, sha256);
            return onlyNumber(select);
        }
    }

    private static void setPack(PreparedStatement statement, PackId pack, byte[] sha256) throws SQLException {
        statement.setString(1, pack.name());
        statement.setString(2, pack.version());
        statement.setBytes(3, sha256);
    }

    private int insertRun(ClaimedJob claim, SlideResult result, int packId) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO acinus.run (job_id, attempt, config_hash, sha256, pack_id, outcome, reason, tiles_total,
                    tiles_unreadable, started_at, finished_at, cancer_probability, isup_grade, isup_probabilities,
                    confidence)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id""")) {
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
            return onlyNumber(insert);
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

    private void insertShapes(int runId, Map<TileShape, Integer> shapes) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO acinus.tile_shape (run_id, shape, width0, height0, spacing) VALUES (?, ?, ?, ?, ?)")) {
            for (Map.Entry<TileShape, Integer> entry : shapes.entrySet()) {
                insert.setInt(1, runId);
                insert.setInt(2, entry.getValue());
                insert.setDouble(3, entry.getKey().width0());
                insert.setDouble(4, entry.getKey().height0());
                insert.setDouble(5, entry.getKey().spacingMicrons());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void insertReasons(int runId, Map<String, Integer> reasons) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO acinus.tile_reason (run_id, reason, text) VALUES (?, ?, ?)")) {
            for (Map.Entry<String, Integer> entry : reasons.entrySet()) {
                insert.setInt(1, runId);
                insert.setInt(2, entry.getValue());
                insert.setString(3, StoredText.of(entry.getKey()));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static int onlyNumber(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }
}
