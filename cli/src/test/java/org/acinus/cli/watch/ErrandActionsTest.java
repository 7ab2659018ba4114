package org.acinus.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.acinus.pipeline.DropLedger.Errand;
import org.acinus.pipeline.DropLedger.ErrandKind;
import org.acinus.pipeline.JobState;
import org.acinus.pipeline.JobStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Errands as the outside world sees them: a program, a web server.
final class ErrandActionsTest {
    private static final String NAME = "$(touch harm); x'\n.svs";

    @TempDir
    private Path folder;

    private Errand errand(ErrandKind kind, String pack) {
        return errand(kind, pack, false);
    }

    private Errand errand(ErrandKind kind, String pack, boolean demo) {
        JobStatus slide = new JobStatus(
                folder,
                NAME,
                JobState.DONE,
                Optional.of("CANCER"),
                Optional.of(demo),
                Optional.empty(),
                2,
                0,
                Optional.empty(),
                Instant.EPOCH,
                Optional.empty());
        return new Errand(7, 2, kind, 1, slide, 10, Instant.EPOCH, Optional.of(pack));
    }

    private static ErrandActions calling(Path program) {
        return new ErrandActions(Optional.empty(), Optional.empty(), Optional.of(program), Optional.empty());
    }

    private static ErrandActions posting(String address) {
        return new ErrandActions(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(URI.create(address)));
    }

    private Path program(String script) throws IOException {
        Path program =
                Files.writeString(folder.resolve("program.sh"), "#!/bin/sh\ncd \"$(dirname \"$0\")\"\n" + script);
        return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void aProgramGetsTheSlideOnStandardInputAndNoNameIsEverACommand() throws Exception {
        calling(program("cat > got.json\necho $# > arguments\n")).perform(errand(ErrandKind.CALLBACK, "mine 3"));

        JsonNode got =
                JsonMapper.builder().build().readTree(folder.resolve("got.json").toFile());
        assertThat(got.get("file").asText()).isEqualTo(NAME);
        assertThat(got.get("outcome").asText()).isEqualTo("CANCER");
        assertThat(got.get("pack").asText()).isEqualTo("mine 3");
        assertThat(got.get("key").asText()).isEqualTo("7-2-CALLBACK");
        assertThat(got.get("notice").asText()).startsWith("Research use only");
        assertThat(folder.resolve("arguments")).hasContent("0");
        assertThat(folder.resolve("harm")).doesNotExist();
    }

    @Test
    void aProgramThatFailsOrDoesNotReadIsJudgedByItsStatus() throws Exception {
        assertThatThrownBy(() -> calling(program("exit 3\n")).perform(errand(ErrandKind.CALLBACK, "mine 3")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("status 3");
        calling(program("exit 0\n")).perform(errand(ErrandKind.CALLBACK, "mine 3"));
    }

    @Test
    void aProgramEndsWithTheWatchThatIsStopped() throws Exception {
        ErrandActions calling = calling(program("echo $$ > number\nexec sleep 600\n"));
        Thread errand = Thread.ofPlatform().start(() -> {
            try {
                calling.perform(errand(ErrandKind.CALLBACK, "mine 3"));
            } catch (IOException | InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        Path number = folder.resolve("number");
        await().until(() -> Files.exists(number) && Files.readString(number).endsWith("\n"));
        ProcessHandle program = ProcessHandle.of(
                        Long.parseLong(Files.readString(number).strip()))
                .orElseThrow();
        errand.interrupt();
        errand.join();
        await().until(() -> !program.isAlive());
    }

    @Test
    void whatADemonstrationModelSaidIsMarked() throws Exception {
        calling(program("cat > got.json\n")).perform(errand(ErrandKind.CALLBACK, "demo 1", true));

        assertThat(Files.readString(folder.resolve("got.json"))).contains("\"DEMO: ", "\"demo\" : true");
    }

    @Test
    void aWebServersAnswerDecidesAndEachTryHasTheSameKey() throws Exception {
        List<String> keys = Collections.synchronizedList(new ArrayList<>());
        List<String> bodies = Collections.synchronizedList(new ArrayList<>());
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.createContext("/", asked -> {
            try (asked) {
                keys.add(asked.getRequestHeaders().getFirst("Idempotency-Key"));
                bodies.add(new String(asked.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                asked.sendResponseHeaders(keys.size() == 1 ? 500 : 204, -1);
            }
        });
        server.start();
        try {
            ErrandActions actions =
                    posting("http://127.0.0.1:" + server.getAddress().getPort() + "/acinus");
            Errand errand = errand(ErrandKind.WEBHOOK, "mine 3");
            assertThatThrownBy(() -> actions.perform(errand))
                    .isInstanceOf(IOException.class)
                    .hasMessage("the server answered 500");
            actions.perform(errand);
        } finally {
            server.stop(0);
        }
        assertThat(keys).containsExactly("7-2-WEBHOOK", "7-2-WEBHOOK");
        assertThat(bodies.getLast()).isEqualTo(bodies.getFirst()).contains("\"pack\" : \"mine 3\"");
    }

    @Test
    @Timeout(30)
    void aServerWhoseAnswerNeverEndsHoldsNobodyUp() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", asked -> {
            asked.sendResponseHeaders(200, 0);
            asked.getResponseBody().write('.');
            asked.getResponseBody().flush();
            try (asked) {
                over.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
        try {
            posting("http://127.0.0.1:" + server.getAddress().getPort() + "/")
                    .perform(errand(ErrandKind.WEBHOOK, "mine 3"));
        } finally {
            over.countDown();
            server.stop(0);
        }
    }

    @Test
    void aServerThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> posting("http://127.0.0.1:1/x").perform(errand(ErrandKind.WEBHOOK, "mine 3")))
                .isInstanceOf(IOException.class)
                .hasMessage("nobody answers at 127.0.0.1:1");
    }
}
