package org.acinus.sql.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.acinus.sql.connection.Rows;
import org.acinus.sql.database.Database;
import org.jspecify.annotations.Nullable;

/// The audit log's chain, read and checked without the database's own functions: who can change the log can
/// change
/// those too.
///
/// Thread-safe. The database stays the caller's.
public final class AuditTrail {
    private static final int FETCH = 5_000;
    private static final String BEGINNING = "00".repeat(32);

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

    /// Checks every entry.
    ///
    /// @param known heads that were kept outside
    public Verdict verify(List<Head> known) {
        return database.inTransaction("read the audit log of", connection -> verify(connection, known));
    }

    private static Verdict verify(Connection connection, List<Head> known) throws SQLException {
        Set<Head> missing = new HashSet<>(known);
        Chain chain = new Chain();
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

    /// Entries so far.
    private static final class Chain {
        private long entries;
        private @Nullable AuditRow first;
        private @Nullable AuditRow last;
        private final Set<String> cuts = new HashSet<>();

        Optional<Verdict.Broken> append(AuditRow entry) {
            AuditRow before = last;
            if (before == null) {
                first = entry;
            } else if (entry.entry().id() != before.entry().id() + 1) {
                return broken(before.entry().id() + 1, "is missing");
            } else if (!entry.previous().equals(before.hash())) {
                return broken(entry.entry().id(), "does not follow from the one before it");
            }
            if (!entry.hash().equals(entry.computed())) {
                return broken(entry.entry().id(), "was changed: its hash is not that of its content");
            }
            if (entry.entry().action().equals("AUDIT_PRUNED")) {
                cuts.add(entry.entry().detail());
            }
            entries++;
            last = entry;
            return Optional.empty();
        }

        Verdict end(Set<Head> missing) {
            AuditRow begin = first;
            AuditRow end = last;
            if (begin == null || end == null) {
                return new Verdict.Broken(1, "entry 1 is missing: the log is empty");
            }
            long id = begin.entry().id();
            String cut = (id - 1) + " " + begin.previous();
            if (id == 1 ? !begin.previous().equals(BEGINNING) : !cuts.contains(cut)) {
                return broken(Math.max(1, id - 1), "is missing: the log does not begin where it should")
                        .orElseThrow();
            }
            return missing.stream()
                    .filter(head -> head.id() >= id)
                    .min((a, b) -> Long.compare(a.id(), b.id()))
                    .<Verdict>map(head -> lost(head, end))
                    .orElseGet(() -> new Verdict.Whole(entries, Optional.of(end.head())));
        }

        private static Verdict.Broken lost(Head head, AuditRow end) {
            return head.id() > end.entry().id()
                    ? new Verdict.Broken(
                            end.entry().id() + 1,
                            "entry " + (end.entry().id() + 1) + " is missing: the log ends before entry " + head.id()
                                    + ", which was noted outside; was an old backup restored?")
                    : new Verdict.Broken(
                            head.id(), "entry " + head.id() + " is another one than was noted outside: written anew");
        }

        private static Optional<Verdict.Broken> broken(long id, String problem) {
            return Optional.of(new Verdict.Broken(id, "entry " + id + " " + problem));
        }
    }

    /// One row with its hashes in hex.
    private record AuditRow(Entry entry, String previous, String hash) {
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
}
