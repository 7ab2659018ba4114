package org.acinus.sql.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.acinus.sql.connection.Rows;
import org.acinus.sql.database.Database;

/// The audit log's chain, read and checked without the database's own functions: who can change the log can change
/// those too.
///
/// Thread-safe. The database stays the caller's.
public final class AuditTrail {
    private static final int FETCH = 5_000;

    private final Database database;

    /// Of one database.
    ///
    /// @param database stays the caller's
    public AuditTrail(Database database) {
        this.database = database;
    }

    /// One entry's number and hash, kept outside the database.
    ///
    /// @param hash 64 hex digits
    public record Head(long id, String hash) {}

    /// What a check of the whole chain found.
    public sealed interface Verdict {
        /// Every entry follows from the one before it, and every head that was given is in the chain.
        ///
        /// @param entries how many
        /// @param head the newest; empty where there is none
        record Whole(long entries, Optional<Head> head) implements Verdict {}

        /// The log was changed by somebody.
        ///
        /// @param id the first entry that is wrong or lacking
        /// @param problem for a person
        record Broken(long id, String problem) implements Verdict {}
    }

    /// One entry, as a person reads it.
    public record Entry(
            long id,
            Instant at,
            String actor,
            String action,
            OptionalLong job,
            OptionalInt attempt,
            OptionalInt run,
            String detail) {}

    /// The newest entry, which to keep elsewhere: a chain that was cut short is still a chain.
    public Optional<Head> head() {
        return database.inTransaction("read the audit log of", connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT id, hash FROM acinus.audit_head() WHERE id IS NOT NULL")) {
                return Rows.first(select, row -> new Head(row.getLong(1), row.getString(2)));
            }
        });
    }

    /// The newest entries, oldest first.
    ///
    /// @param most how many at most
    public List<Entry> newest(int most) {
        return database.inTransaction("read the audit log of", connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT * FROM (SELECT * FROM acinus.audit ORDER BY id DESC LIMIT ?) AS newest ORDER BY id")) {
                select.setInt(1, most);
                return Rows.list(select, row -> AuditRow.of(row).entry());
            }
        });
    }

    /// Entries by their numbers, oldest first: one and those about it. One that is lacking is left out.
    ///
    /// @param each how many before it, and how many after it
    public List<Entry> around(long id, int each) {
        return database.inTransaction("read the audit log of", connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT * FROM acinus.audit WHERE id BETWEEN ? AND ? ORDER BY id")) {
                select.setLong(1, id - each);
                select.setLong(2, id + each);
                return Rows.list(select, row -> AuditRow.of(row).entry());
            }
        });
    }

    /// The newest entries about jobs, oldest first.
    ///
    /// @param most how many at most
    public List<Entry> ofJobs(Collection<Long> jobs, int most) {
        return database.inTransaction("read the audit log of", connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    SELECT * FROM (SELECT * FROM acinus.audit WHERE job_id = ANY (?) ORDER BY id DESC LIMIT ?) AS newest
                    ORDER BY id""")) {
                select.setArray(1, connection.createArrayOf("bigint", jobs.toArray()));
                select.setInt(2, most);
                return Rows.list(select, row -> AuditRow.of(row).entry());
            }
        });
    }

    /// Checks every entry.
    ///
    /// @param known heads that were kept outside
    public Verdict verify(List<Head> known) {
        return database.inTransaction("read the audit log of", connection -> verify(connection, known));
    }

    private static Verdict verify(Connection connection, List<Head> known) throws SQLException {
        Set<Head> missing = new HashSet<>(known);
        AuditChain chain = new AuditChain();
        try (PreparedStatement select = connection.prepareStatement("SELECT * FROM acinus.audit ORDER BY id")) {
            select.setFetchSize(FETCH);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    AuditRow entry = AuditRow.of(row);
                    Optional<Verdict.Broken> broken = chain.append(entry);
                    if (broken.isPresent()) {
                        return broken.get();
                    }
                    missing.remove(entry.head());
                }
            }
        }
        return chain.end(missing);
    }
}
