package org.acinus.sql.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.acinus.sql.TestingServer;
import org.acinus.sql.database.Access;
import org.acinus.sql.database.Database;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The measurement in small: its times mean nothing, its plans do.
final class LedgerBenchTest {
    @TempDir
    private Path workspace;

    /// An index is there for a query (sql/README.md); one that its query does not take only costs at every load.
    @Test
    void everyIndexIsTakenByTheQueryItIsThereFor() {
        LedgerBench.Report report;
        try (Database database = Database.inWorkspace(workspace, TestingServer.cache(), "test", Access.OWN)) {
            report = new LedgerBench(database, 5_000, 1).run(10, 1);
        }
        Map.of(
                        "slide", "acinus.job_file",
                        "class", "acinus.run_outcome",
                        "top_attention", "acinus.tile_attention",
                        "rectangle", "acinus.tile_place")
                .forEach((query, index) -> assertThat(report.queries().get(query))
                        .as(query)
                        .satisfies(answered -> assertThat(answered.indexes()).contains(index)));
        assertThat(report.claimMillis()).hasSize(1);
    }
}
