package org.acinus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.acinus.cli.log.LogLines;
import org.acinus.cli.worker.WorkerEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunProgressTest {
    private static final String TERMINAL = "acinus.terminal";

    private final StringWriter err = new StringWriter();
    private final AtomicLong nanos = new AtomicLong(-7_000_000_000L);
    private final Optional<String> before = Optional.ofNullable(System.getProperty(TERMINAL));

    @AfterEach
    void leaveTheTerminal() {
        before.ifPresentOrElse(value -> System.setProperty(TERMINAL, value), () -> System.clearProperty(TERMINAL));
    }

    private RunProgress begun(boolean terminal) {
        System.setProperty(TERMINAL, String.valueOf(terminal));
        return RunProgress.counted(new PrintWriter(err), LogLines.standard(), nanos::get);
    }

    private void at(RunProgress progress, Duration later, int tiles) {
        nanos.addAndGet(later.toNanos());
        progress.accept(new WorkerEvent.Advanced("a.svs", tiles, 1000));
    }

    private String shown(boolean terminal) {
        RunProgress progress = begun(terminal);
        progress.accept(new WorkerEvent.Claimed("a.svs", 1));
        at(progress, Duration.ofMinutes(1), 10);
        at(progress, Duration.ofSeconds(2), 500);
        progress.accept(new WorkerEvent.Finished("a.svs", "BENIGN", false, "", 1000, 2));
        return err.toString();
    }

    @Test
    void terminalShowsPaceAndTimeLeft() {
        assertThat(shown(true))
                .contains("] 10/1,000 tiles  a.svs")
                .contains("500/1,000 tiles, 245/s, 3 s left  a.svs")
                .endsWith("\r\u001b[2K[1/1] a.svs: BENIGN, 1,000 tiles, 2.0 s\n");
    }

    @Test
    void elsewhereEachSlideHasItsLine() {
        assertThat(shown(false)).isEqualTo("[1/1] a.svs: BENIGN, 1,000 tiles, 2.0 s\n");
    }

    @Test
    void elsewhereASlideThatTakesLongHasALineEveryFiveMinutes() {
        RunProgress progress = begun(false);
        progress.accept(new WorkerEvent.Claimed("a.svs", 1));
        at(progress, Duration.ofMinutes(1), 100);
        at(progress, Duration.ofMinutes(3), 340);
        at(progress, Duration.ofMinutes(1), 400);
        at(progress, Duration.ofMinutes(4), 600);
        at(progress, Duration.ofMinutes(2), 700);
        assertThat(err.toString().lines())
                .containsExactly(
                        "acinus: a.svs is under way: 400/1,000 tiles, 1.3/s, 8 min left",
                        "acinus: a.svs is under way: 700/1,000 tiles, 1.0/s, 5 min left");
    }
}
