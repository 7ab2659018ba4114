package org.acinus.sql.schema;

import static org.acinus.sql.TestingResults.cancer;
import static org.acinus.sql.TestingResults.ofContent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.acinus.outcome.SlideOutcome;
import org.acinus.pipeline.ClaimedJob;
import org.acinus.pipeline.JobState;
import org.acinus.pipeline.JobStatus;
import org.acinus.sql.SqlRunLedger;
import org.acinus.sql.TestingLab;
import org.acinus.sql.TestingResults;
import org.acinus.sql.TestingServer;
import org.acinus.sql.audit.AuditTrail;
import org.acinus.sql.connection.DatabaseUrl;
import org.acinus.sql.database.Access;
import org.acinus.sql.database.Database;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every version that ever was becomes the newest, with what it held.
final class MigrationTest {
    @RegisterExtension
    static final TestingLab LAB = TestingLab.bare();

    private static String password = "";

    @BeforeAll
    static void start() throws IOException {
        password = LAB.password();
    }

    static List<Integer> earlierVersions() {
        return IntStream.range(1, Migrations.NEWEST).boxed().toList();
    }

    @ParameterizedTest
    @MethodSource("earlierVersions")
    void dataOfAnEarlierVersionIsThereInTheNewest(int version) throws Exception {
        String name = "from_" + version;
        LAB.execute("CREATE DATABASE " + name);
        var source = DatabaseUrl.dataSource(url(name), login(), "acinus test");
        Migrations.migrate(source, 1);
        TestingServer.execute(source, resource("/backward/v001.sql"));
        Migrations.migrate(source, version);
        try (Database owner = Database.at(url(name), login(), "acinus test", Access.OWN)) {
            SqlRunLedger ledger = new SqlRunLedger(owner);
            assertThat(ledger.status())
                    .extracting(
                            JobStatus::file,
                            JobStatus::state,
                            status -> status.outcome().orElse(""))
                    .containsExactly(
                            tuple("a.svs", JobState.DONE, "BENIGN"),
                            tuple("b.svs", JobState.FAILED, ""),
                            tuple("c.svs", JobState.RUNNING, ""));
            assertThat(TestingResults.read(ledger, 1).outcome()).isInstanceOf(SlideOutcome.Cancer.class);
            assertThat(TestingResults.read(ledger, 2).tiles()).hasSize(2);
            assertThat(TestingResults.read(ledger, 2).tiles().get(1).reason()).hasValue("pen");
            assertThat(TestingServer.rows(
                            source,
                            "SELECT relname FROM pg_class JOIN pg_inherits ON inhrelid = oid"
                                    + " WHERE inhparent = 'acinus.tile'::regclass ORDER BY 1"))
                    .startsWith("tile_2025_12", "tile_2026_02");
            assertThat(TestingServer.rows(source, "SELECT run_id FROM acinus.slide_result_history ORDER BY 1"))
                    .containsExactly("1", "2");
            // The one demonstration that was ever shipped is known by its name, whoever recorded it.
            assertThat(ledger.status().getFirst().demo()).hasValue(true);
            assertThat(TestingServer.rows(source, "SELECT demo FROM acinus.slide_result_history"))
                    .containsExactly("t", "t");
            assertThat(TestingServer.rows(source, "SELECT DISTINCT demo FROM acinus.tile_result"))
                    .containsExactly("t");
            assertThat(new AuditTrail(owner).verify(List.of())).isInstanceOf(AuditTrail.Verdict.Whole.class);
        }
    }

    /// An interrupted job of version 1 had no lease; it must not be stuck for ever.
    @ParameterizedTest
    @MethodSource("earlierVersions")
    void workGoesOnAfterTheMigration(int version) throws Exception {
        String name = "on_" + version;
        LAB.execute("CREATE DATABASE " + name);
        var source = DatabaseUrl.dataSource(url(name), login(), "acinus test");
        Migrations.migrate(source, 1);
        TestingServer.execute(source, resource("/backward/v001.sql"));
        Migrations.migrate(source, version);
        TestingServer.execute(source, "CREATE ROLE worker_" + version + " LOGIN PASSWORD 'w' IN ROLE acinus_writer");
        Database.at(url(name), login(), "acinus test", Access.OWN).close();
        Map<String, String> worker = Map.of("PGUSER", "worker_" + version, "PGPASSWORD", "w");
        try (SqlRunLedger ledger = new SqlRunLedger(Database.at(url(name), worker, "acinus test", Access.WORK))) {
            // The lease that the migration gave it is over; the back-off of the lost try is not waited for here.
            assertThat(ledger.claim("w")).isEmpty();
            TestingServer.execute(source, "UPDATE acinus.job SET due_at = now()");
            ClaimedJob claim = ledger.claim("w").orElseThrow();
            assertThat(claim.job().file()).isEqualTo("c.svs");
            assertThat(ledger.complete(claim, ofContent(7, cancer(3)))).isEqualTo(3);
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = MigrationTest.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Map<String, String> login() {
        return Map.of("PGUSER", "acinus", "PGPASSWORD", password);
    }

    private static String url(String database) {
        return LAB.url(database);
    }
}
