package org.acinus.sql.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.acinus.pipeline.LedgerException;
import org.acinus.sql.TestingServer;
import org.acinus.sql.TestingTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How a server starts, is shared and ends, also where processes are killed.
///
/// Every test begins with a copy of one stopped workspace that holds a table `kept` with one row, and ends with the
/// kernel's word that no PostgreSQL process is left on it.
final class ServerLifeTest {
    @TempDir
    private static Path template;

    @TempDir
    private Path workspace;

    @BeforeAll
    static void makeTemplate() throws SQLException {
        try (EmbeddedServer server = open(template)) {
            TestingServer.execute(server, "CREATE TABLE kept (word text)");
            TestingServer.execute(server, "INSERT INTO kept VALUES ('kept')");
        }
    }

    @BeforeEach
    void copyTemplate() throws IOException {
        TestingTemplate.copy(template.resolve("postgres"), workspace.resolve("postgres"));
    }

    @AfterEach
    void noServerIsLeft() {
        assertThat(serversOn(workspace)).isEmpty();
        assertThat(Postmaster.fileIn(data())).doesNotExist();
    }

    @Test
    void rowsOutliveTheServer() throws SQLException {
        try (EmbeddedServer server = open(workspace)) {
            assertThat(kept(server)).hasSize(1);
        }
    }

    @Test
    void lastOneOutStopsTheServer() throws SQLException {
        EmbeddedServer first = open(workspace);
        try (EmbeddedServer second = open(workspace)) {
            first.close();
            assertThat(serversOn(workspace)).hasSize(1);
            assertThat(kept(second)).hasSize(1);
        }
    }

    @Test
    void closingTwiceIsClosingOnce() {
        EmbeddedServer server = open(workspace);
        server.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "KILL", "SEGV"})
    void serverEndsWithTheLastProcessWhateverThatDiesOf(String signal) throws Exception {
        try (HoldingProcess first = HoldingProcess.start(workspace);
                HoldingProcess second = HoldingProcess.start(workspace)) {
            List<Long> running = serversOn(workspace);
            assertThat(running).hasSize(1);
            first.kill(signal);
            TimeUnit.SECONDS.sleep(1);
            assertThat(serversOn(workspace)).isEqualTo(running);
            second.kill(signal);
            awaitNoServer();
        }
        try (EmbeddedServer server = open(workspace)) {
            assertThat(kept(server)).hasSize(3);
        }
    }

    /// The watch needs a fifth of a second to be sure that nobody is left: who comes before, in and after that time
    /// gets a server that lasts.
    @ParameterizedTest
    @ValueSource(longs = {0, 50, 150, 200, 250, 400})
    void whoComesWhileTheServerIsBeingStoppedGetsOneThatLasts(long millis) throws Exception {
        try (HoldingProcess parent = HoldingProcess.start(workspace)) {
            parent.kill("KILL");
        }
        TimeUnit.MILLISECONDS.sleep(millis);
        try (EmbeddedServer server = open(workspace)) {
            assertThat(kept(server)).hasSize(2);
            TimeUnit.MILLISECONDS.sleep(800);
            assertThat(kept(server)).hasSize(2);
        }
    }

    @Test
    void serverWhoseWatchWasKilledTooIsJoinedAndStoppedByTheNextOne() throws Exception {
        try (HoldingProcess parent = HoldingProcess.start(workspace)) {
            List<Long> orphan = serversOn(workspace);
            ProcessHandle shell = ProcessHandle.of(orphan.getFirst())
                    .flatMap(ProcessHandle::parent)
                    .orElseThrow();
            shell.children().filter(child -> !orphan.contains(child.pid())).forEach(ProcessHandle::destroyForcibly);
            shell.destroyForcibly();
            parent.kill("KILL");
            TimeUnit.SECONDS.sleep(1);
            assertThat(serversOn(workspace)).isEqualTo(orphan);
            try (EmbeddedServer server = open(workspace)) {
                assertThat(serversOn(workspace)).isEqualTo(orphan);
                assertThat(kept(server)).hasSize(2);
            }
        }
    }

    /// What a program that knows no pipes makes of one when it copies a workspace.
    @Test
    void fileInThePipesPlaceIsNone() throws Exception {
        Files.createFile(workspace.resolve("postgres/alive"));
        try (EmbeddedServer server = open(workspace)) {
            TimeUnit.MILLISECONDS.sleep(800);
            assertThat(kept(server)).hasSize(1);
        }
    }

    @Test
    void serverThatAnotherProcessUsesIsNotStopped() throws Exception {
        try (HoldingProcess other = HoldingProcess.start(workspace)) {
            open(workspace).close();
            assertThat(serversOn(workspace)).hasSize(1);
            other.kill("KILL");
            awaitNoServer();
        }
    }

    @Test
    void killedServerIsStartedAnewWithItsRows() throws Exception {
        EmbeddedServer first = open(workspace);
        killServer();
        assertThat(Postmaster.fileIn(data())).exists();
        try (EmbeddedServer second = open(workspace)) {
            assertThat(kept(second)).hasSize(1);
        }
        first.close(); // finds its connection cut, and no server to stop
    }

    @Test
    void processIdThatAForeignProgramHasNowIsNoServer() throws Exception {
        Process foreign = new ProcessBuilder("cat").start();
        try {
            writePidFile(Long.toString(foreign.pid()));
            try (EmbeddedServer server = open(workspace)) {
                assertThat(kept(server)).hasSize(1);
            }
            assertThat(foreign.isAlive()).isTrue();
        } finally {
            foreign.destroyForcibly().waitFor();
        }
    }

    @Test
    void pidFileCutShortByAPowerFailureIsNoServer() throws Exception {
        Files.write(Postmaster.fileIn(data()), new byte[] {0, (byte) 0xFF, 0});
        try (EmbeddedServer server = open(workspace)) {
            assertThat(kept(server)).hasSize(1);
        }
    }

    @Test
    void copyOfAWorkspaceIsNotServedByTheOriginalsServer() throws Exception {
        Path original = workspace.resolve("original");
        TestingTemplate.copy(template.resolve("postgres"), original.resolve("postgres"));
        try (EmbeddedServer first = open(original)) {
            Files.copy(Postmaster.fileIn(original.resolve("postgres/data")), Postmaster.fileIn(data()));
            try (EmbeddedServer second = open(workspace)) {
                assertThat(second.port()).isNotEqualTo(first.port());
                TestingServer.execute(second, "DELETE FROM kept");
                assertThat(kept(first)).hasSize(1);
            }
        }
        assertThat(serversOn(original)).isEmpty();
    }

    @Test
    void manyAtOnceStartOneServer() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<EmbeddedServer>> openings = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                openings.add(threads.submit(() -> open(workspace)));
            }
            List<EmbeddedServer> servers = new ArrayList<>();
            for (Future<EmbeddedServer> opening : openings) {
                servers.add(opening.get());
            }
            assertThat(servers)
                    .extracting(EmbeddedServer::port)
                    .containsOnly(servers.getFirst().port());
            assertThat(serversOn(workspace)).hasSize(1);
            servers.forEach(EmbeddedServer::close);
        }
    }

    @Test
    void unfinishedDatabaseIsMadeAnew(@TempDir Path fresh) throws Exception {
        Files.createDirectories(fresh.resolve("postgres/data.new/base"));
        try (EmbeddedServer server = open(fresh)) {
            assertThat(TestingServer.rows(server, "SELECT 1")).containsExactly("1");
        }
        assertThat(fresh.resolve("postgres/data.new")).doesNotExist();
    }

    @Test
    void lostPasswordIsExplained() throws IOException {
        Files.delete(workspace.resolve("postgres/password"));
        assertThatThrownBy(() -> open(workspace))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("postgres/password");
    }

    @Test
    void rootMayRunItAsAnotherUserWhereNamespacesAreForbidden(@TempDir Path fresh) throws Exception {
        assumeTrue(System.getProperty("user.name").equals("root"), "only root needs another user");
        ServerFolder folder = ServerFolder.create(fresh);
        ServerIdentity nobody = new ServerIdentity(ServerIdentity.otherUser(65534, 65534));
        new ServerCommands(ServerBinaries.in(TestingServer.cache()), folder, nobody).initialise();
        try (EmbeddedServer server = open(fresh)) {
            assertThat(TestingServer.rows(server, "SELECT 1")).containsExactly("1");
            Path process = Path.of("/proc", Long.toString(serversOn(fresh).getFirst()));
            assertThat(Files.getAttribute(process, "unix:uid")).isEqualTo(65534);
        }
        assertThat(serversOn(fresh)).isEmpty();
    }

    private Path data() {
        return workspace.resolve("postgres/data");
    }

    private static EmbeddedServer open(Path where) {
        return EmbeddedServer.open(where, TestingServer.cache());
    }

    private static List<String> kept(EmbeddedServer server) throws SQLException {
        return TestingServer.rows(server, "SELECT word FROM kept");
    }

    private void killServer() throws IOException {
        Optional<Postmaster> postmaster = Postmaster.read(data());
        ProcessHandle.of(postmaster.orElseThrow().pid()).orElseThrow().destroyForcibly();
        awaitNoServer();
    }

    private void awaitNoServer() {
        Deadline deadline = Deadline.in(Duration.ofSeconds(20));
        while (!serversOn(workspace).isEmpty() && !deadline.passed()) {
            deadline.pause();
        }
        assertThat(serversOn(workspace)).isEmpty();
    }

    private void writePidFile(String pid) throws IOException {
        Files.write(
                Postmaster.fileIn(data()),
                List.of(pid, data().toString(), "1795463683", "1", "", "127.0.0.1", "  1  1", "ready   "));
    }

    /// Process ids of servers on a workspace's data, by the kernel's list of processes.
    private static List<Long> serversOn(Path where) {
        Path data = where.resolve("postgres/data");
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.map(ProcessHandle::pid)
                    .filter(pid -> new Postmaster(pid, 0, false).servesFrom(data))
                    .toList();
        }
    }
}
