package org.acinus.sql.check;

import java.util.ArrayList;
import java.util.List;
import org.acinus.sql.database.Database;

/// Looks a database over for the person on call: what is so, and what to do about it.
///
/// Thread-safe. The database stays the caller's.
public final class DatabaseCheck {
    private final Database database;

    /// Of one database.
    ///
    /// @param database stays the caller's
    public DatabaseCheck(Database database) {
        this.database = database;
    }

    /// One thing that was looked at.
    ///
    /// @param subject a word or two
    /// @param text what is so, and where it is not well, what to do
    public record Finding(Level level, String subject, String text) {
        /// How bad it is.
        public enum Level {
            FINE,
            /// Somebody should look, by day.
            LOOK,
            /// Results are at risk, or work stands still.
            ACT
        }
    }

    /// Everything, in the order in which a person would look.
    public List<Finding> findings() {
        return database.inTransaction("look over", connection -> {
            List<Finding> findings = new ArrayList<>(new ServerChecks(connection, database).findings());
            findings.addAll(new QueueChecks(connection).findings());
            return findings;
        });
    }
}
