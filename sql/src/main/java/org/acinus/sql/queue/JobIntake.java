package org.acinus.sql.queue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.acinus.pipeline.DropLedger;
import org.acinus.pipeline.JobState;
import org.acinus.pipeline.SlideJob;
import org.acinus.sql.connection.Rows;
import org.acinus.sql.connection.StoredText;
import org.jspecify.annotations.Nullable;

/// Writes down which slides are wanted; the transaction is the caller's.
public final class JobIntake {
    /// What is given, beside what is known of the same slide: a site or case that is not stated stays as it was.
    private static final String GIVEN = """
            SELECT given.slide_key, given.source_root, given.file, given.bytes, given.modified, given.config_hash,
                coalesce(site.id, known.site_id, (SELECT id FROM acinus.site WHERE name = 'default')) AS site_id,
                coalesce(given.case_id, known.case_id) AS case_id
            FROM unnest(?::bytea[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[])
                WITH ORDINALITY
                AS given (slide_key, source_root, file, bytes, modified, config_hash, site, case_id, place)
            LEFT JOIN acinus.site ON site.name = given.site
            LEFT JOIN acinus.job AS known ON known.slide_key = given.slide_key
            ORDER BY given.place
            """;

    /// How many parameters that takes.
    private static final int GIVEN_PARAMETERS = 8;

    private static final String UPSERT = "INSERT INTO acinus.job AS job (slide_key, source_root, file, bytes, modified,"
            + " config_hash, site_id, case_id, anew) SELECT given.*, ?::boolean FROM (" + GIVEN + ") AS given" + """

            ON CONFLICT (slide_key) DO UPDATE SET
                bytes = excluded.bytes, modified = excluded.modified, config_hash = excluded.config_hash,
                site_id = excluded.site_id, case_id = excluded.case_id, anew = job.anew OR excluded.anew,
                queued_at = CASE job.state WHEN 'QUEUED' THEN job.queued_at ELSE now() END,
                due_at = CASE job.state WHEN 'QUEUED' THEN job.due_at ELSE now() END,
                state = 'QUEUED', tries = 0, changed_at = now(), worker = NULL, lease_until = NULL,
                stage = NULL, code = NULL, message = NULL, last_output = NULL
            WHERE job.state = 'WAITING'
                OR (job.state = 'FAILED' AND (job.stage = 'INTAKE' OR job.code IN ('GONE', 'PERMISSION')))
                OR (excluded.anew AND job.state <> 'RUNNING')
                OR (?::boolean AND job.state = 'DONE')
                OR (job.bytes, job.modified, job.config_hash, job.site_id)
                    <> (excluded.bytes, excluded.modified, excluded.config_hash, excluded.site_id)""";

    /// What is finished, queued or running with these very bytes stays; so does a failure that is older than a
    /// wait.
    private static final String KEEP = """
            INSERT INTO acinus.job AS job (slide_key, source_root, file, bytes, modified, config_hash, site_id, case_id,
                state, stage, code, message)
            SELECT given.slide_key, given.source_root, given.file, given.bytes, given.modified, given.config_hash,
                given.site_id, given.case_id, wanted.state, CASE wanted.state WHEN 'FAILED' THEN 'INTAKE' END, why.code, why.message
            FROM (SELECT ?::text AS state) AS wanted, (
            """ + GIVEN + """
            ) AS given
            JOIN unnest(?::text[], ?::text[], ?::bytea[]) AS why (code, message, slide_key) USING (slide_key)
            ON CONFLICT (slide_key) DO UPDATE SET
                bytes = excluded.bytes, modified = excluded.modified, config_hash = excluded.config_hash,
                state = excluded.state, tries = 0, changed_at = now(), worker = NULL, lease_until = NULL,
                stage = excluded.stage, code = excluded.code, message = excluded.message, last_output = NULL
            WHERE (job.bytes, job.modified) <> (excluded.bytes, excluded.modified)
                OR (job.state = 'WAITING' AND (job.state, job.message) IS DISTINCT FROM (excluded.state, excluded.message))""";

    private final Connection connection;
    private final Map<Key, SlideJob> jobs = new LinkedHashMap<>();

    /// Of these slides, over one transaction.
    public JobIntake(Connection connection, List<SlideJob> jobs) {
        this.connection = connection;
        jobs.forEach(job -> this.jobs.put(new Key(job.sourceRoot().toString(), job.file()), job));
    }

    /// What makes two jobs one.
    private record Key(String sourceRoot, String file) {
        byte[] sha256() {
            try {
                byte[] text = (sourceRoot + '\0' + file).getBytes(StandardCharsets.UTF_8);
                return MessageDigest.getInstance("SHA-256").digest(text);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every JDK has SHA-256", e);
            }
        }
    }

    /// Writes them and says how many of them are QUEUED now.
    ///
    /// @param force whether finished ones are worked out anew
    /// @param redraw whether those that are DONE are queued again and keep their results
    public int write(boolean force, boolean redraw) throws SQLException {
        addSites();
        try (PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
            upsert.setBoolean(1, force);
            bind(upsert, 2);
            upsert.setBoolean(2 + GIVEN_PARAMETERS, redraw);
            upsert.executeUpdate();
        }
        Array keys = keys();
        try (PreparedStatement name = connection.prepareStatement("""
                UPDATE acinus.job SET wanted = true, case_id = given.case_id
                FROM (%s) AS given
                WHERE job.slide_key = given.slide_key AND (NOT wanted OR job.case_id IS DISTINCT FROM given.case_id)""".formatted(GIVEN))) {
            bind(name, 1);
            name.executeUpdate();
        }
        try (PreparedStatement count = connection.prepareStatement(
                "SELECT count(*) FROM acinus.job WHERE slide_key = ANY (?) AND state = 'QUEUED'")) {
            count.setArray(1, keys);
            return Rows.number(count);
        }
    }

    /// Writes slides down that are not asked for yet, or not any more.
    ///
    /// @param state WAITING or FAILED
    /// @param slides in the order of the jobs
    public int keepAt(JobState state, List<DropLedger.Held> slides) throws SQLException {
        addSites();
        try (PreparedStatement keep = connection.prepareStatement(KEEP)) {
            keep.setString(1, state.name());
            bind(keep, 2);
            boolean failed = state == JobState.FAILED;
            keep.setArray(
                    10,
                    connection.createArrayOf(
                            "text",
                            slides.stream()
                                    .map(held -> failed ? held.code().name() : null)
                                    .toArray()));
            keep.setArray(
                    11,
                    connection.createArrayOf(
                            "text",
                            slides.stream()
                                    .map(held -> StoredText.of(held.reason()))
                                    .toArray()));
            keep.setArray(12, keys());
            return keep.executeUpdate();
        }
    }

    /// The key of a slide: two jobs of one key are one.
    public static byte[] key(String sourceRoot, String file) {
        return new Key(sourceRoot, file).sha256();
    }

    /// A look first, because an insert that conflicts uses a number up all the same.
    private void addSites() throws SQLException {
        Object[] names = jobs.values().stream()
                .flatMap(job -> job.provenance().site().stream())
                .distinct()
                .toArray();
        if (names.length == 0) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO acinus.site (name)
                SELECT given.name FROM unnest(?::text[]) AS given (name)
                WHERE NOT EXISTS (SELECT FROM acinus.site WHERE site.name = given.name)
                ON CONFLICT DO NOTHING""")) {
            insert.setArray(1, connection.createArrayOf("text", names));
            insert.executeUpdate();
        }
    }

    private void bind(PreparedStatement statement, int first) throws SQLException {
        statement.setArray(first, keys());
        statement.setArray(first + 1, texts(job -> job.sourceRoot().toString()));
        statement.setArray(first + 2, texts(SlideJob::file));
        statement.setArray(first + 3, array("int8", SlideJob::bytes));
        statement.setArray(first + 4, texts(job -> job.modified().toString()));
        statement.setArray(first + 5, texts(SlideJob::configHash));
        statement.setArray(first + 6, texts(job -> job.provenance().site().orElse(null)));
        statement.setArray(first + 7, texts(job -> job.provenance().caseId().orElse(null)));
    }

    private Array keys() throws SQLException {
        return connection.createArrayOf(
                "bytea", jobs.keySet().stream().map(Key::sha256).toArray(byte[][]::new));
    }

    private Array texts(Function<SlideJob, @Nullable String> field) throws SQLException {
        return array("text", field);
    }

    private Array array(String type, Function<SlideJob, ? extends @Nullable Object> field) throws SQLException {
        Collection<SlideJob> values = jobs.values();
        return connection.createArrayOf(type, values.stream().map(field).toArray());
    }
}
