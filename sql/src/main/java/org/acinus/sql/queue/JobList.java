package org.acinus.sql.queue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.acinus.pipeline.JobState;
import org.acinus.pipeline.JobStatus;
import org.acinus.sql.connection.Rows;

/// Where every job stands, for `status`.
public final class JobList {
    private JobList() {}

    /// All of them, by file.
    public static List<JobStatus> read(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT job.source_root, job.file, job.state, job.code, job.attempt, job.tries, job.message,
                    job.changed_at, CASE job.state WHEN 'DONE' THEN run.outcome END AS outcome,
                    CASE job.state WHEN 'DONE' THEN pack.demo END AS demo,
                    ceil(extract(epoch FROM CASE job.state WHEN 'QUEUED' THEN nullif(greatest(due_at, now()), now())
                        ELSE lease_until END - now()) * 1000) AS waits_millis
                FROM acinus.job
                LEFT JOIN acinus.run ON run.id = job.result_run
                LEFT JOIN acinus.pack ON pack.id = run.pack_id
                ORDER BY job.file COLLATE "C", job.source_root COLLATE "C\"""")) {
            return Rows.list(select, JobList::status);
        }
    }

    /// A row of the columns that [#read] selects.
    public static JobStatus status(ResultSet row) throws SQLException {
        long waits = row.getLong("waits_millis");
        Optional<Duration> waitsFor =
                row.wasNull() ? Optional.empty() : Optional.of(Duration.ofMillis(Math.max(0, waits)));
        boolean demo = row.getBoolean("demo");
        Optional<Boolean> noted = row.wasNull() ? Optional.empty() : Optional.of(demo);
        return new JobStatus(
                Path.of(row.getString("source_root")),
                row.getString("file"),
                JobState.valueOf(row.getString("state")),
                Optional.ofNullable(row.getString("outcome")),
                noted,
                Optional.ofNullable(row.getString("code")),
                row.getInt("attempt"),
                row.getInt("tries"),
                Optional.ofNullable(row.getString("message")),
                row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                waitsFor);
    }
}
