package org.acinus.sql.retention;

import java.sql.PreparedStatement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.acinus.sql.connection.Rows;
import org.acinus.sql.database.Database;

/// What must not be deleted whatever its age.
///
/// Needs [org.acinus.sql.database.Access#OWN]. Thread-safe. The database stays the caller's.
public final class LegalHolds {
    private final Database database;

    /// Of one database.
    ///
    /// @param database stays the caller's
    public LegalHolds(Database database) {
        this.database = database;
    }

    /// One hold.
    ///
    /// @param file of the slide that is held; empty where a case is
    /// @param caseId all of whose slides are held; empty where a slide is
    /// @param placedBy the login that placed it
    public record Hold(
            int id, Optional<String> file, Optional<String> caseId, String reason, String placedBy, Instant placedAt) {}

    /// All holds, by number.
    public List<Hold> list() {
        return database.inTransaction("read holds from", connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    SELECT hold.id, job.file, hold.case_id, reason, placed_by, placed_at
                    FROM acinus.legal_hold AS hold LEFT JOIN acinus.job ON job.id = hold.job_id ORDER BY hold.id""")) {
                return Rows.list(
                        select,
                        row -> new Hold(
                                row.getInt(1),
                                Optional.ofNullable(row.getString(2)),
                                Optional.ofNullable(row.getString(3)),
                                row.getString(4),
                                row.getString(5),
                                row.getObject(6, OffsetDateTime.class).toInstant()));
            }
        });
    }

    /// Holds a slide.
    ///
    /// @param file relative path as listed, or absolute
    /// @return how many slides have this name and are held now
    public int holdSlide(String file, String reason) {
        return database.inTransaction("write a hold to", connection -> {
            try (PreparedStatement insert = connection.prepareStatement("""
                    INSERT INTO acinus.legal_hold (job_id, reason)
                    SELECT id, ? FROM acinus.job WHERE file = ? OR source_root || '/' || file = ?""")) {
                insert.setString(1, reason);
                insert.setString(2, file);
                insert.setString(3, file);
                return insert.executeUpdate();
            }
        });
    }

    /// Holds a case: all its slides, also those to come.
    ///
    /// @return how many slides it has now
    public int holdCase(String caseId, String reason) {
        return database.inTransaction("write a hold to", connection -> {
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO acinus.legal_hold (case_id, reason) VALUES (?, ?)")) {
                insert.setString(1, caseId);
                insert.setString(2, reason);
                insert.executeUpdate();
            }
            try (PreparedStatement count =
                    connection.prepareStatement("SELECT count(*) FROM acinus.job WHERE case_id = ?")) {
                count.setString(1, caseId);
                return Rows.number(count);
            }
        });
    }

    /// Lifts a hold.
    ///
    /// @return whether there was one of this number
    public boolean lift(int id) {
        return database.inTransaction("lift a hold in", connection -> {
            try (PreparedStatement delete = connection.prepareStatement("DELETE FROM acinus.legal_hold WHERE id = ?")) {
                delete.setInt(1, id);
                return delete.executeUpdate() > 0;
            }
        });
    }
}
