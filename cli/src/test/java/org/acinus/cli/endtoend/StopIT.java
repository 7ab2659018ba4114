package org.acinus.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Stopping in the middle of a slide, with the signals that systemd and a terminal send.
class StopIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int SIGTERM_STATUS = 143;

    @TempDir
    private Path folder;

    private Launcher acinus;
    private Path workspace;

    @BeforeEach
    void drawASlide() throws Exception {
        acinus = new Launcher(folder);
        workspace = folder.resolve("workspace");
        LargeSlide.writeTo(folder.resolve("slides/a.svs"));
    }

    private Launcher.Running runUntilTheSlideIsTaken() throws IOException {
        Launcher.Running run = acinus.start("run", folder.resolve("slides").toString(), "-w", workspace.toString());
        await().atMost(LONG)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> isBagBegun() || !run.process().isAlive());
        return run;
    }

    private boolean isBagBegun() throws IOException {
        Path features = workspace.resolve("features");
        if (Files.notExists(features)) {
            return false;
        }
        try (var drafts = Files.list(features)) {
            return drafts.findAny().isPresent();
        }
    }

    @Test
    void sigtermGivesTheSlideBackAndStopsWorkersAndServerWithinTenSeconds() throws Exception {
        Launcher.Running run = runUntilTheSlideIsTaken();
        List<ProcessHandle> children = run.process().descendants().toList();

        run.process().destroy();

        assertThat(run.process().waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(run.process().exitValue()).isEqualTo(SIGTERM_STATUS);
        assertThat(children).isNotEmpty().noneMatch(ProcessHandle::isAlive);
        requireQueuedUntried();
    }

    @Test
    void aSecondSignalStopsAtOnceAndTheNextRunTakesTheSlideUp() throws Exception {
        Launcher.Running run = runUntilTheSlideIsTaken();

        // Again and again, because the kernel makes one of two signals that are both waiting to be delivered.
        await().atMost(Duration.ofSeconds(2))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    run.process().destroy();
                    return !run.process().isAlive();
                });
        // Nobody is left who could have stopped the embedded server.
        Path server = workspace.resolve("postgres/data/postmaster.pid");
        await().atMost(LONG).until(() -> Files.notExists(server));
        Launcher.Ended next = acinus.run("run", folder.resolve("slides").toString(), "-w", workspace.toString());
        assertThat(next.exitCode()).as(next.err()).isZero();
    }

    private void requireQueuedUntried() throws IOException, InterruptedException {
        Launcher.Ended status = acinus.run("status", "-w", workspace.toString(), "--json");
        assertThat(status.out()).contains("\"QUEUED\" : 1", "\"tries\" : 0");
    }
}
