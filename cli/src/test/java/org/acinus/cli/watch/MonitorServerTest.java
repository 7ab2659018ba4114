package org.acinus.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.worker.WorkerEvent;
import org.acinus.pipeline.DropLedger;
import org.acinus.pipeline.JobState;
import org.junit.jupiter.api.Test;

/// What a monitor on this machine sees of a service.
final class MonitorServerTest {
    private final AtomicReference<String> database = new AtomicReference<>("");
    private final ServiceHealth health = new ServiceHealth(database::get, Duration.ofSeconds(10));

    private static HttpResponse<String> ask(MonitorServer monitor, String page, String method) throws Exception {
        URI address = URI.create(monitor.address().orElseThrow()).resolve(page);
        HttpRequest request = HttpRequest.newBuilder(address)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void healthIs503WithTheReasonWhileSomethingIsAwayAnd200Again() throws Exception {
        try (MonitorServer monitor = MonitorServer.start(Optional.of(0), health)) {
            assertThat(ask(monitor, "/health", "GET").statusCode()).isEqualTo(200);

            database.set("nobody answers there");
            health.folderLost("/scanner/out cannot be looked into");
            health.accept(new WorkerEvent.SetBack("a.svs", "OUTPUT_FAILED", "No space left on device", false));
            health.accept(new WorkerEvent.SetBack("b.svs", "INPUT_FAILED", "Stale file handle", false));
            HttpResponse<String> degraded = ask(monitor, "/health", "GET");
            assertThat(degraded.statusCode()).isEqualTo(503);
            JsonNode page = JsonMapper.builder().build().readTree(degraded.body());
            assertThat(page.get("status").asText()).isEqualTo("DEGRADED");
            assertThat(page.get("troubles"))
                    .extracting(JsonNode::asText)
                    .containsExactly(
                            "database: nobody answers there",
                            "folder: /scanner/out cannot be looked into",
                            "slides: Stale file handle",
                            "results: No space left on device");
            assertThat(ask(monitor, "/metrics", "GET").body()).contains("\nacinus_up 0.0\n");

            database.set("");
            health.looked(2, 0.5);
            health.accept(new WorkerEvent.Finished("a.svs", "BENIGN", false, "", 10, 1));
            assertThat(ask(monitor, "/health", "GET").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void metricsCountSlidesAndSayHowMuchThereIsToDoWithoutNames() throws Exception {
        health.accept(new WorkerEvent.Finished("secret.svs", "CANCER", false, "", 10, 1));
        health.accept(new WorkerEvent.Finished("secret2.svs", "TRUNCATED", true, "cut", 0, 1));
        health.accept(new WorkerEvent.SetBack("secret3.svs", "READER_CRASH", "died", false));
        health.counted(new DropLedger.Counts(Map.of(JobState.QUEUED, 7L), 3));
        health.looked(2, 0.5);
        health.errand(true);
        health.errand(false);
        try (MonitorServer monitor = MonitorServer.start(Optional.of(0), health)) {
            HttpResponse<String> metrics = ask(monitor, "/metrics", "GET");
            assertThat(metrics.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("text/plain; version=0.0.4");
            assertThat(metrics.body().lines())
                    .contains(
                            "acinus_slides_total{result=\"CANCER\"} 1.0",
                            "acinus_slides_total{result=\"TRUNCATED\"} 1.0",
                            "acinus_slides_total{result=\"RETRY_READER_CRASH\"} 1.0",
                            "acinus_jobs{state=\"QUEUED\"} 7.0",
                            "acinus_jobs{state=\"DONE\"} 0.0",
                            "acinus_errands_open 3.0",
                            "acinus_errands_done_total 1.0",
                            "acinus_errands_failed_total 1.0",
                            "acinus_candidates_unsettled 2.0",
                            "acinus_looks_total 1.0",
                            "acinus_up 1.0");
            assertThat(metrics.body()).doesNotContain("secret");
            assertThat(ask(monitor, "/metrics", "POST").statusCode()).isEqualTo(405);
        }
    }

    @Test
    void aPortThatIsTakenIsSaid() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThatThrownBy(() -> MonitorServer.start(Optional.of(taken.getLocalPort()), health))
                    .isInstanceOf(CliException.class)
                    .hasMessageContaining("--metrics-port " + taken.getLocalPort() + " cannot be used");
        }
    }
}
