package org.acinus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import org.acinus.cli.log.LogLines;
import org.acinus.cli.worker.WorkerEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunProgressTest {
    private static final String TERMINAL = "acinus.terminal";

    private final StringWriter err = new StringWriter();
    private final Optional<String> before = Optional.ofNullable(System.getProperty(TERMINAL));

    @AfterEach
    void leaveTheTerminal() {
        before.ifPresentOrElse(value -> System.setProperty(TERMINAL, value), () -> System.clearProperty(TERMINAL));
    }

    private String shown(boolean terminal) throws InterruptedException {
        System.setProperty(TERMINAL, String.valueOf(terminal));
        RunProgress progress = RunProgress.counted(new PrintWriter(err), LogLines.standard());
        progress.accept(new WorkerEvent.Claimed("a.svs", 1));
        progress.accept(new WorkerEvent.Advanced("a.svs", 10, 1000));
        Thread.sleep(1100);
        progress.accept(new WorkerEvent.Advanced("a.svs", 500, 1000));
        progress.accept(new WorkerEvent.Finished("a.svs", "BENIGN", false, "", 1000, 2));
        return err.toString();
    }

    @Test
    void terminalShowsPaceAndTimeLeft() throws InterruptedException {
        assertThat(shown(true))
                .contains("] 10/1,000 tiles  a.svs")
                .containsPattern("500/1,000 tiles, \\d+/s, \\d+ s left  a\\.svs")
                .endsWith("\r\u001b[2K[1/1] a.svs: BENIGN, 1,000 tiles, 2.0 s\n");
    }

    @Test
    void elsewhereEachSlideHasItsLine() throws InterruptedException {
        assertThat(shown(false)).isEqualTo("[1/1] a.svs: BENIGN, 1,000 tiles, 2.0 s\n");
    }
}
