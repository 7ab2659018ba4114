package org.acinus.sql.queue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.acinus.outcome.FailureCode;
import org.acinus.outcome.SlideOutcome;
import org.acinus.outcome.Stage;
import org.acinus.pipeline.ClaimedJob;
import org.acinus.pipeline.JobState;
import org.acinus.pipeline.Provenance;
import org.acinus.pipeline.QueueSettings;
import org.acinus.pipeline.SlideJob;
import org.acinus.pipeline.StaleClaimException;
import org.acinus.sql.connection.Rows;
import org.acinus.sql.connection.StoredText;

/// Who works at which job, until when; the transaction is the caller's.
///
/// Every time here is the database's: workers on several machines need not agree on theirs.
public final class JobClaims {
    private static final SlideOutcome.Failed SILENT = new SlideOutcome.Failed(
            Stage.WORKER, FailureCode.WORKER_LOST, "The worker gave no sign of life until its lease ended");

    /// One more failed try. `tries` on the right is the number before it.
    private static final String SET_BACK = """
            UPDATE acinus.job SET
                state = CASE WHEN tries + 1 >= ? THEN 'QUARANTINED' ELSE 'QUEUED' END,
                tries = tries + 1,
                due_at = now() + least(? * 2 ^ least(tries, 20), ?) * interval '1 millisecond',
                worker = NULL, lease_until = NULL, changed_at = now(), stage = ?, code = ?, message = ?,
                last_output = ?
            """;
    private static final int SET_BACK_PARAMETERS = 7;
    /// Who looks in the morning finds a slide that was tried a short while ago.
    private static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(10);

    /// A day of them, for what a person must put right first, such as a full disk.
    private static final int MACHINE_TRIES = 150;

    private static final String HELD = " WHERE id = ? AND attempt = ? AND state = 'RUNNING'";

    private final Connection connection;
    private final QueueSettings settings;
    private final Set<String> configurations;

    /// Over one transaction.
    ///
    /// @param configurations hashes of those that may be claimed; none: any
    public JobClaims(Connection connection, QueueSettings settings, Set<String> configurations) {
        this.connection = connection;
        this.settings = settings;
        this.configurations = configurations;
    }

    private void bindConfigurations(PreparedStatement statement, int first) throws SQLException {
        statement.setBoolean(first, configurations.isEmpty());
        statement.setArray(first + 1, connection.createArrayOf("text", configurations.toArray()));
    }

    /// Makes slides of a folder that lie in the queue due for whoever claims; how many.
    public int want(Path sourceRoot) throws SQLException {
        try (PreparedStatement want = connection.prepareStatement("""
                UPDATE acinus.job SET wanted = true
                WHERE source_root = ? AND state IN ('QUEUED', 'RUNNING') AND NOT wanted""")) {
            want.setString(1, sourceRoot.toString());
            return want.executeUpdate();
        }
    }

    /// See [org.acinus.pipeline.RunLedger#claim].
    public Optional<ClaimedJob> claim(String worker) throws SQLException {
        setBackSilent();
        try (PreparedStatement claim = connection.prepareStatement("""
                UPDATE acinus.job SET state = 'RUNNING', worker = ?, attempt = attempt + 1, changed_at = now(),
                    lease_until = now() + ? * interval '1 millisecond'
                FROM acinus.site
                WHERE site.id = job.site_id
                    AND job.id = (SELECT id FROM acinus.job WHERE state = 'QUEUED' AND wanted AND due_at <= now()
                                      AND (? OR config_hash = ANY (?))
                                  ORDER BY due_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
                RETURNING job.id, attempt, source_root, file, bytes, modified, config_hash,
                    nullif(site.name, 'default') AS site, case_id""")) {
            claim.setString(1, worker);
            claim.setLong(2, settings.lease().toMillis());
            bindConfigurations(claim, 3);
            return Rows.first(claim, JobClaims::claimed);
        }
    }

    private void setBackSilent() throws SQLException {
        try (PreparedStatement silent = connection.prepareStatement(SET_BACK + """
                WHERE id IN (SELECT id FROM acinus.job WHERE state = 'RUNNING' AND lease_until < now()
                             FOR UPDATE SKIP LOCKED)""")) {
            bind(silent, SILENT, List.of());
            silent.executeUpdate();
        }
    }

    private static ClaimedJob claimed(ResultSet row) throws SQLException {
        Provenance provenance = new Provenance(
                Optional.ofNullable(row.getString("site")), Optional.ofNullable(row.getString("case_id")));
        SlideJob job = new SlideJob(
                Path.of(row.getString("source_root")),
                row.getString("file"),
                row.getLong("bytes"),
                Instant.parse(row.getString("modified")),
                row.getString("config_hash"),
                provenance);
        return new ClaimedJob(row.getLong("id"), row.getInt("attempt"), job);
    }

    /// See [org.acinus.pipeline.RunLedger#untilDue].
    public Optional<Duration> untilDue() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT greatest(0, ceil(extract(epoch FROM min(due) - now()) * 1000))
                FROM (SELECT min(due_at) AS due FROM acinus.job
                      WHERE state = 'QUEUED' AND wanted AND (? OR config_hash = ANY (?))
                      UNION ALL
                      SELECT min(lease_until) FROM acinus.job
                      WHERE state = 'RUNNING' AND wanted AND (? OR config_hash = ANY (?))) AS coming
                HAVING min(due) IS NOT NULL""")) {
            bindConfigurations(select, 1);
            bindConfigurations(select, 3);
            return Rows.first(select, row -> Duration.ofMillis(row.getLong(1)));
        }
    }

    /// See [org.acinus.pipeline.RunLedger#extend].
    public void extend(ClaimedJob claim) throws SQLException {
        try (PreparedStatement extend = connection.prepareStatement(
                "UPDATE acinus.job SET lease_until = now() + ? * interval '1 millisecond'" + HELD)) {
            extend.setLong(1, settings.lease().toMillis());
            requireHeld(claim, extend, 2);
        }
    }

    /// Locks the job's row for the rest of the transaction.
    public void requireHeld(ClaimedJob claim) throws SQLException {
        try (PreparedStatement held = connection.prepareStatement("SELECT id FROM acinus.job" + HELD + " FOR UPDATE")) {
            held.setLong(1, claim.id());
            held.setInt(2, claim.attempt());
            if (Rows.first(held, row -> row.getLong(1)).isEmpty()) {
                throw stale(claim);
            }
        }
    }

    /// Sets a claimed job DONE, answered by a run.
    ///
    /// @throws StaleClaimException where the claim is no longer the caller's
    public void done(ClaimedJob claim, int runId, Optional<String> message) throws SQLException {
        try (PreparedStatement done = connection.prepareStatement("""
                UPDATE acinus.job SET state = 'DONE', result_run = ?, message = ?, worker = NULL, lease_until = NULL,
                    anew = false, tries = 0, changed_at = now(), stage = NULL, code = NULL, last_output = NULL
                """ + HELD)) {
            done.setInt(1, runId);
            done.setString(2, message.map(StoredText::of).orElse(null));
            requireHeld(claim, done, 3);
        }
    }

    /// See [org.acinus.pipeline.RunLedger#fail].
    public void fail(ClaimedJob claim, SlideOutcome.Failed failure) throws SQLException {
        try (PreparedStatement failed = connection.prepareStatement("""
                UPDATE acinus.job SET state = 'FAILED', worker = NULL, lease_until = NULL, changed_at = now(),
                    stage = ?, code = ?, message = ?
                """ + HELD)) {
            bind(failed, failure, 1);
            requireHeld(claim, failed, 4);
        }
    }

    /// See [org.acinus.pipeline.RunLedger#setBack].
    public JobState setBack(ClaimedJob claim, SlideOutcome.Failed failure, List<String> lastOutput)
            throws SQLException {
        try (PreparedStatement back = connection.prepareStatement(SET_BACK + HELD + " RETURNING state")) {
            bind(back, failure, lastOutput);
            back.setLong(SET_BACK_PARAMETERS + 1, claim.id());
            back.setInt(SET_BACK_PARAMETERS + 2, claim.attempt());
            return Rows.first(back, row -> JobState.valueOf(row.getString(1))).orElseThrow(() -> stale(claim));
        }
    }

    /// See [org.acinus.pipeline.RunLedger#giveBack].
    public void giveBack(ClaimedJob claim) throws SQLException {
        try (PreparedStatement back = connection.prepareStatement(REQUEUE + HELD)) {
            requireHeld(claim, back, 1);
        }
    }

    private static final String REQUEUE = """
            UPDATE acinus.job SET state = 'QUEUED', worker = NULL, lease_until = NULL, changed_at = now(), code = NULL,
                stage = NULL, message = NULL
            """;

    /// See [org.acinus.pipeline.RunLedger#giveBackHeldBy].
    public List<String> giveBackHeldBy(String worker) throws SQLException {
        try (PreparedStatement back =
                connection.prepareStatement(REQUEUE + "WHERE worker = ? AND state = 'RUNNING' RETURNING file")) {
            back.setString(1, worker);
            return Rows.list(back, row -> row.getString(1));
        }
    }

    /// See [org.acinus.pipeline.RunLedger#holders].
    public List<String> holders() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT DISTINCT worker FROM acinus.job WHERE state = 'RUNNING' ORDER BY worker")) {
            return Rows.list(select, row -> row.getString(1));
        }
    }

    /// See [org.acinus.pipeline.RunLedger#setBackHeldBy].
    public Map<String, JobState> setBackHeldBy(String worker, SlideOutcome.Failed failure, List<String> lastOutput)
            throws SQLException {
        try (PreparedStatement back = connection.prepareStatement(
                SET_BACK + " WHERE worker = ? AND state = 'RUNNING' RETURNING file, state")) {
            bind(back, failure, lastOutput);
            back.setString(SET_BACK_PARAMETERS + 1, worker);
            Map<String, JobState> states = new TreeMap<>();
            try (ResultSet row = back.executeQuery()) {
                while (row.next()) {
                    states.put(row.getString(1), JobState.valueOf(row.getString(2)));
                }
            }
            return states;
        }
    }

    private void bind(PreparedStatement statement, SlideOutcome.Failed failure, List<String> lastOutput)
            throws SQLException {
        statement.setInt(1, tries(failure.code()));
        long backOff = settings.backOff().toMillis();
        statement.setLong(2, backOff);
        statement.setLong(3, Math.max(backOff, LONGEST_BACK_OFF.toMillis()));
        bind(statement, failure, 4);
        statement.setString(SET_BACK_PARAMETERS, LastWords.of(lastOutput).orElse(null));
    }

    private int tries(FailureCode code) {
        return code.blamesTheMachine() ? Math.max(MACHINE_TRIES, settings.tries()) : settings.tries();
    }

    private static void bind(PreparedStatement statement, SlideOutcome.Failed failure, int first) throws SQLException {
        statement.setString(first, failure.stage().name());
        statement.setString(first + 1, failure.code().name());
        statement.setString(first + 2, StoredText.of(failure.message()));
    }

    private static void requireHeld(ClaimedJob claim, PreparedStatement update, int first) throws SQLException {
        update.setLong(first, claim.id());
        update.setInt(first + 1, claim.attempt());
        if (update.executeUpdate() == 0) {
            throw stale(claim);
        }
    }

    private static StaleClaimException stale(ClaimedJob claim) {
        return new StaleClaimException("Attempt " + claim.attempt() + " at job " + claim.id()
                + " is no longer the one that counts: what it found was not stored");
    }
}
