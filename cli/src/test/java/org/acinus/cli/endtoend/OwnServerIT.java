package org.acinus.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.acinus.sql.server.EmbeddedServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A lab with a PostgreSQL of its own: its owner makes the schema, a login of lesser rights works, and a worker joins
/// from another machine, that is with another workspace and nothing but the address.
class OwnServerIT {
    private static final int MACHINE = 4;

    @TempDir
    private Path folder;

    private Launcher acinus;
    private EmbeddedServer server;
    private String slides = "";

    @BeforeEach
    void startTheLabsServerAndDrawSlides() throws Exception {
        acinus = new Launcher(folder);
        server = EmbeddedServer.open(folder.resolve("lab"), Path.of(System.getProperty("acinus.cache")));
        ask("postgres", "CREATE DATABASE lab");
        slides = folder.resolve("slides").toString();
        for (String seed : List.of("1", "2")) {
            Launcher.Ended drawn = acinus.run(
                    "synth",
                    "slide",
                    "--width",
                    "6000",
                    "--height",
                    "6000",
                    "--seed",
                    seed,
                    "--out",
                    Path.of(slides, seed + ".svs").toString());
            assertThat(drawn.exitCode()).as(drawn.err()).isZero();
        }
    }

    @AfterEach
    void stopTheLabsServer() {
        server.close();
    }

    private String url(String database, String login, String password) {
        return "jdbc:postgresql://127.0.0.1:" + server.port() + "/" + database + "?user=" + login + "&password="
                + password;
    }

    private String asOwner() throws IOException {
        return url(
                "lab",
                "acinus",
                Files.readString(folder.resolve("lab/postgres/password")).strip());
    }

    /// Rows of one text, or none for a statement that has no rows.
    private String ask(String database, String statement) throws SQLException, IOException {
        String password =
                Files.readString(folder.resolve("lab/postgres/password")).strip();
        try (Connection connection = DriverManager.getConnection(url(database, "acinus", password));
                Statement asked = connection.createStatement()) {
            StringBuilder answer = new StringBuilder();
            if (asked.execute(statement)) {
                try (ResultSet rows = asked.getResultSet()) {
                    while (rows.next()) {
                        answer.append(answer.isEmpty() ? "" : " ").append(rows.getString(1));
                    }
                }
            }
            return answer.toString();
        }
    }

    private void requireRefusal(String reason, String... words) throws IOException, InterruptedException {
        Launcher.Ended ended = acinus.run(words);
        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(MACHINE);
        assertThat(ended.err()).contains(reason);
    }

    @Test
    void aWorkerWithNothingButTheAddressFinishesWhatAnotherMachineQueued() throws Exception {
        String here = folder.resolve("here").toString();
        String there = folder.resolve("there").toString();
        requireRefusal("./acinus db migrate", "run", slides, "-w", here, "--db", asOwner());
        assertThat(acinus.run("db", "migrate", "--db", asOwner()).exitCode()).isZero();

        requireRefusal("acinus is a superuser", "run", slides, "-w", here, "--db", asOwner());
        requireRefusal("acinus is a superuser", "watch", slides, "-w", here, "--db", asOwner());
        requireRefusal("acinus is a superuser", "worker", "-w", there, "--db", asOwner());

        ask("lab", "CREATE ROLE lab_work LOGIN PASSWORD 'w' IN ROLE acinus_writer");
        String asWorker = url("lab", "lab_work", "w");
        Launcher.Running run = acinus.start("run", slides, "-w", here, "--db", asWorker);
        await().atMost(Duration.ofMinutes(2))
                .until(() -> !ask("lab", "SELECT state FROM acinus.job").isEmpty());
        run.process().destroy();
        run.join();

        Launcher.Ended worker = acinus.run("worker", "-w", there, "--db", asWorker);

        assertThat(worker.exitCode()).as(worker.err()).isZero();
        assertThat(ask("lab", "SELECT state FROM acinus.job")).isEqualTo("DONE DONE");
        assertThat(ask("lab", "SELECT file FROM acinus.slide_result ORDER BY 1"))
                .isEqualTo("1.svs 2.svs");
        assertThat(ask("lab", "SELECT DISTINCT demo FROM acinus.slide_result")).isEqualTo("t");
        assertThat(folder.resolve("there/results/2.svs/result.json")).exists();
        assertThat(ask("lab", "SELECT DISTINCT actor FROM acinus.audit WHERE action = 'DONE'"))
                .isEqualTo("lab_work");

        ask("lab", "CREATE ROLE lab_audit LOGIN PASSWORD 'a' IN ROLE acinus_auditor");
        Launcher.Ended audit = acinus.run("audit", "show", "-w", here, "--db", url("lab", "lab_audit", "a"));
        assertThat(audit.exitCode()).as(audit.err()).isZero();
        assertThat(audit.err()).contains("this login sees no jobs");
        assertThat(audit.out()).contains("  DONE  ").doesNotContain(".svs");
    }
}
