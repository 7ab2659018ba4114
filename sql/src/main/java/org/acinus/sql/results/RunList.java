package org.acinus.sql.results;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.acinus.pipeline.StoredRun;
import org.acinus.sql.connection.Rows;

/// Which results there are.
public final class RunList {
    private RunList() {}

    /// The newest of each slide, by file.
    public static List<StoredRun> newest(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT run_id, result.source_root, result.file, job.case_id
                FROM acinus.slide_result AS result
                JOIN acinus.job ON job.file = result.file AND job.source_root = result.source_root
                ORDER BY result.file COLLATE "C", result.source_root COLLATE "C\"""")) {
            return Rows.list(
                    select,
                    row -> new StoredRun(
                            row.getLong("run_id"),
                            Path.of(row.getString("source_root")),
                            row.getString("file"),
                            Optional.ofNullable(row.getString("case_id"))));
        }
    }
}
