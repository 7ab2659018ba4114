package org.acinus.sql.database;

import static org.acinus.sql.TestingResults.cancer;
import static org.acinus.sql.TestingResults.job;
import static org.acinus.sql.TestingResults.ofContent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.acinus.pipeline.LedgerException;
import org.acinus.pipeline.Provenance;
import org.acinus.pipeline.SlideJob;
import org.acinus.sql.SqlRunLedger;
import org.acinus.sql.TestingLab;
import org.acinus.sql.TestingServer;
import org.acinus.sql.connection.DatabaseUrl;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Who may do what on a server that somebody else runs.
final class RolesTest {
    @RegisterExtension
    static final TestingLab LAB = TestingLab.bare();

    private static Map<String, String> superuser = Map.of();

    @BeforeAll
    static void twoSitesWithASlideEach() throws Exception {
        superuser = Map.of("PGUSER", "acinus", "PGPASSWORD", LAB.password());
        LAB.execute("CREATE DATABASE lab");
        Database.at(url(), superuser, "acinus test", Access.OWN).close();
        DataSource owner = DatabaseUrl.dataSource(url(), superuser, "acinus test");
        TestingServer.execute(owner, """
                CREATE ROLE work LOGIN PASSWORD 'x' IN ROLE acinus_writer;
                CREATE ROLE north LOGIN PASSWORD 'x' IN ROLE acinus_pathologist;
                CREATE ROLE everywhere LOGIN PASSWORD 'x' IN ROLE acinus_pathologist;
                CREATE ROLE stranger LOGIN PASSWORD 'x' IN ROLE acinus_pathologist;
                CREATE ROLE scholar LOGIN PASSWORD 'x' IN ROLE acinus_researcher;
                CREATE ROLE auditor LOGIN PASSWORD 'x' IN ROLE acinus_auditor;
                CREATE ROLE nobody LOGIN PASSWORD 'x';
                CREATE ROLE keeper LOGIN PASSWORD 'x' IN ROLE acinus_owner;""");
        try (SqlRunLedger ledger = new SqlRunLedger(Database.at(url(), login("work"), "acinus test", Access.WORK))) {
            ledger.enqueue(List.of(at("north"), at("south")), false);
            ledger.complete(ledger.claim("w").orElseThrow(), ofContent(1, cancer(3)));
            ledger.complete(ledger.claim("w").orElseThrow(), ofContent(2, cancer(5)));
        }
        TestingServer.execute(owner, """
                INSERT INTO acinus.site_access SELECT 'north', id FROM acinus.site WHERE name = 'north';
                INSERT INTO acinus.site_access SELECT 'scholar', id FROM acinus.site WHERE name = 'north';
                INSERT INTO acinus.site_access VALUES ('everywhere', NULL);""");
    }

    private static SlideJob at(String site) {
        SlideJob job = job(site + ".svs");
        return new SlideJob(
                job.sourceRoot(),
                job.file(),
                job.bytes(),
                job.modified(),
                job.configHash(),
                new Provenance(Optional.of(site), Optional.of("case of " + site)));
    }

    private static Map<String, String> login(String name) {
        return Map.of("PGUSER", name, "PGPASSWORD", "x");
    }

    private static String url() {
        return LAB.url("lab");
    }

    private static List<String> asks(String login, String query) throws SQLException {
        return TestingServer.rows(DatabaseUrl.dataSource(url(), login(login), "acinus test"), query);
    }

    private static void assertForbidden(String login, String query) {
        assertThatThrownBy(() -> asks(login, query))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("permission denied");
    }

    @Test
    void workIsRefusedToASuperuserAnOwnerAndAReader() {
        assertThatThrownBy(() -> Database.at(url(), superuser, "acinus test", Access.WORK))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("acinus is a superuser")
                .hasMessageContaining("IN ROLE acinus_writer");
        assertThatThrownBy(() -> Database.at(url(), login("keeper"), "acinus test", Access.WORK))
                .hasMessageContaining("keeper is an owner");
        assertThatThrownBy(() -> Database.at(url(), login("north"), "acinus test", Access.WORK))
                .hasMessageContaining("GRANT acinus_writer TO it");
        assertThatThrownBy(() -> Database.at(url(), login("nobody"), "acinus test", Access.WORK))
                .hasMessageContaining("has no part in Acinus");
    }

    @Test
    void pathologistSeesTheSitesOfTheLoginAndNoOther() throws SQLException {
        for (String view : List.of("job_status", "slide_result", "slide_result_history")) {
            assertThat(asks("north", "SELECT file FROM acinus." + view))
                    .as(view)
                    .containsExactly("north.svs");
            assertThat(asks("everywhere", "SELECT file FROM acinus." + view + " ORDER BY 1"))
                    .as(view)
                    .containsExactly("north.svs", "south.svs");
            assertThat(asks("stranger", "SELECT file FROM acinus." + view))
                    .as(view)
                    .isEmpty();
        }
        assertThat(asks("north", "SELECT count(*) FROM acinus.tile_result")).containsExactly("3");
        for (String table : List.of("job", "run", "answer", "tile_shape")) {
            assertThat(asks("north", "SELECT count(*) FROM acinus." + table))
                    .as(table)
                    .containsExactly("1");
        }
        assertThat(asks("north", "SELECT count(*) FROM acinus.tile")).containsExactly("3");
    }

    @Test
    void nobodyWidensTheOwnView() throws SQLException {
        assertForbidden("north", "INSERT INTO acinus.site_access VALUES ('north', NULL) RETURNING login");
        assertForbidden("north", "UPDATE acinus.job SET site_id = 1 RETURNING file");
        assertForbidden("north", "SELECT * FROM acinus.site_access");
        List<String> months = asks("north", "SELECT relname FROM pg_class WHERE relname ~ '^tile_20.*[0-9]$'");
        assertThat(months).isNotEmpty();
        assertForbidden("north", "SELECT x0 FROM acinus." + months.getFirst());
        assertThatThrownBy(() -> asks("north", "SET ROLE acinus_writer"))
                .hasMessageContaining("permission denied to set role");
        // A role that is put on does not change whose sites are seen.
        assertThat(asks("north", "SET ROLE acinus_pathologist; SELECT file FROM acinus.slide_result"))
                .containsExactly("north.svs");
    }

    @Test
    void researcherSeesNoIdentifier() throws SQLException {
        assertThat(asks("scholar", "SELECT outcome FROM acinus.research_slide_result"))
                .containsExactly("CANCER");
        assertThat(asks("scholar", "SELECT count(*) FROM acinus.research_tile_result"))
                .containsExactly("3");
        for (String column : List.of("file", "source_root", "case_id", "slide_key", "message", "modified")) {
            assertForbidden("scholar", "SELECT " + column + " FROM acinus.job");
        }
        assertForbidden("scholar", "SELECT sha256 FROM acinus.run");
        assertForbidden("scholar", "SELECT started_at FROM acinus.run");
        assertForbidden("scholar", "SELECT file FROM acinus.slide_result");
        assertForbidden("scholar", "SELECT file FROM acinus.tile_result");
        assertForbidden("scholar", "SELECT * FROM acinus.job_status");
        assertForbidden("scholar", "SELECT text FROM acinus.tile_reason");
    }

    @Test
    void auditorReadsTheLogAndNothingElse() throws SQLException {
        assertThat(asks("auditor", "SELECT DISTINCT actor FROM acinus.audit WHERE action = 'CLAIMED'"))
                .containsExactly("work");
        assertForbidden("auditor", "SELECT file FROM acinus.job");
        assertForbidden("auditor", "SELECT file FROM acinus.slide_result");
        assertForbidden("auditor", "INSERT INTO acinus.audit SELECT * FROM acinus.audit RETURNING id");
        assertForbidden("north", "SELECT action FROM acinus.audit");
    }

    @Test
    void writerNeitherDeletesNorRewrites() {
        assertForbidden("work", "DELETE FROM acinus.job RETURNING file");
        assertForbidden("work", "DELETE FROM acinus.run RETURNING id");
        assertForbidden("work", "UPDATE acinus.run SET outcome = 'BENIGN' RETURNING id");
        assertForbidden("work", "UPDATE acinus.tile SET attention = 0 RETURNING x0");
        assertForbidden("work", "SELECT id FROM acinus.audit");
        assertForbidden("work", "SELECT acinus.audit_append('DONE', 1, 1, 1, '')");
        assertForbidden("work", "SELECT id FROM acinus.legal_hold");
    }

    @Test
    void nothingBelongsToALogin() throws SQLException {
        assertThat(TestingServer.rows(
                        DatabaseUrl.dataSource(url(), superuser, "acinus test"),
                        "SELECT DISTINCT relowner::regrole::text FROM pg_class"
                                + " WHERE relnamespace = 'acinus'::regnamespace"))
                .containsExactly("acinus_owner");
    }

    /// An administrator made the roles and gave the right to make schemas; no superuser is needed after that.
    @Test
    void loginThatIsNoSuperuserMigratesOnceTheRolesAreThere() throws SQLException {
        LAB.execute("CREATE DATABASE managed");
        LAB.execute("GRANT CREATE ON DATABASE managed TO acinus_owner");
        String managed = LAB.url("managed");
        try (Database database = Database.at(managed, login("keeper"), "acinus test", Access.OWN)) {
            assertThat(new SqlRunLedger(database).status()).isEmpty();
        }
    }
}
