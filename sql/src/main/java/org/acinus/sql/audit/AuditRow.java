package org.acinus.sql.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.acinus.sql.audit.AuditTrail.Entry;
import org.acinus.sql.audit.AuditTrail.Head;

/// One row with its hashes in hex.
record AuditRow(Entry entry, String previous, String hash) {
    static AuditRow of(ResultSet row) throws SQLException {
        long job = row.getLong("job_id");
        OptionalLong jobId = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(job);
        Entry entry = new Entry(
                row.getLong("id"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("actor"),
                row.getString("action"),
                jobId,
                number(row, "attempt"),
                number(row, "run_id"),
                row.getString("detail"));
        return new AuditRow(
                entry,
                HexFormat.of().formatHex(row.getBytes("previous")),
                HexFormat.of().formatHex(row.getBytes("hash")));
    }

    private static OptionalInt number(ResultSet row, String column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(value);
    }

    Head head() {
        return new Head(entry.id(), hash);
    }

    /// As the migration that made the table defines it.
    String computed() {
        String text = field(Long.toString(entry.id()))
                + field(Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, entry.at())))
                + field(entry.actor())
                + field(entry.action())
                + (entry.job().isPresent() ? field(Long.toString(entry.job().getAsLong())) : "-")
                + field(entry.attempt())
                + field(entry.run())
                + field(entry.detail());
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(HexFormat.of().parseHex(previous));
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private static String field(OptionalInt value) {
        return value.isPresent() ? field(Integer.toString(value.getAsInt())) : "-";
    }

    private static String field(String value) {
        return value.getBytes(StandardCharsets.UTF_8).length + ":" + value;
    }
}
