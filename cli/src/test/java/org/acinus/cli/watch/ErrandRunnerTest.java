package org.acinus.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.acinus.cli.worker.PatientLedger;
import org.acinus.cli.worker.Together;
import org.acinus.outcome.FailureCode;
import org.acinus.outcome.SlideOutcome;
import org.acinus.outcome.Stage;
import org.acinus.pipeline.SlideJob;
import org.acinus.sql.SqlRunLedger;
import org.acinus.sql.database.Database;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A webhook from the ledger to a web server, through failures of the one and restarts of the other.
final class ErrandRunnerTest {
    private static final Path ROOT = Path.of("/slides");

    @TempDir
    private Path workspace;

    private SqlRunLedger open() {
        return new SqlRunLedger(Database.inWorkspace(workspace, Path.of(System.getProperty("acinus.cache")), "test"));
    }

    /// The first server answers 500, and the service is stopped; the next service tells the second server.
    @Test
    void aWebhookThatFailedIsToldAgainByTheNextServiceAndOnceOnly() throws Exception {
        List<String> keys = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.createContext("/", asked -> {
            try (asked) {
                keys.add(asked.getRequestHeaders().getFirst("Idempotency-Key"));
                asked.sendResponseHeaders(keys.size() == 1 ? 500 : 204, -1);
            }
        });
        server.start();
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
        ErrandActions actions =
                new ErrandActions(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(address));
        try (SqlRunLedger ledger = open()) {
            ledger.enqueue(List.of(new SlideJob(ROOT, "a.svs", 1, Instant.EPOCH, "config")), false);
            ledger.fail(
                    ledger.claim("w").orElseThrow(),
                    new SlideOutcome.Failed(Stage.OPEN, FailureCode.TRUNCATED, "ends early"));

            serve(actions, health -> health.report().errandsFailed() == 1);
            assertThat(ledger.drops().counts().openErrands()).isEqualTo(1);

            // Its second try is due after ten seconds.
            serve(actions, health -> health.report().errandsDone() == 1);
            assertThat(ledger.drops().counts().openErrands()).isZero();

            // A slide that nobody was told of meanwhile makes the runner go round once more.
            ledger.enqueue(List.of(new SlideJob(ROOT, "b.svs", 1, Instant.EPOCH, "config")), false);
            ledger.fail(
                    ledger.claim("w").orElseThrow(),
                    new SlideOutcome.Failed(Stage.OPEN, FailureCode.TRUNCATED, "ends early"));
            serve(actions, health -> health.report().errandsDone() == 1);
        } finally {
            server.stop(0);
        }
        assertThat(keys).hasSize(3);
        assertThat(keys.get(1)).isEqualTo(keys.get(0)).isNotEqualTo(keys.get(2));
    }

    private interface Until {
        boolean holds(ServiceHealth health);
    }

    /// One life of a service's runner.
    private void serve(ErrandActions actions, Until until) throws InterruptedException {
        try (PatientLedger ledger = new PatientLedger(this::open)) {
            ServiceHealth health = new ServiceHealth(ledger::trouble, Duration.ofSeconds(1));
            ErrandRunner runner = new ErrandRunner(ROOT, actions, ledger, health);
            Thread service = Thread.ofPlatform().start(() -> {
                try {
                    Together.run(runner.activities());
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
            });
            await().atMost(Duration.ofMinutes(2)).until(() -> until.holds(health));
            service.interrupt();
            service.join();
        }
    }
}
