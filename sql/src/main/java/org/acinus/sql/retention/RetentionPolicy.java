package org.acinus.sql.retention;

import java.time.Period;
import java.util.Locale;
import java.util.Optional;

/// How long one class of records is kept.
///
/// @param keep from the day a record was stored; empty for ever
public record RetentionPolicy(RecordClass recordClass, Optional<Period> keep) {
    /// What is kept and let go together.
    public enum RecordClass {
        /// Results, with the jobs behind them and their files.
        RESULT,
        /// Tile rows, by whole months.
        TILE,
        /// Feature bags in the workspace.
        FEATURES,
        /// Entries of the audit log.
        AUDIT;

        /// The word in the table.
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
