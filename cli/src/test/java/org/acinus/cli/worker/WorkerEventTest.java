package org.acinus.cli.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WorkerEventTest {
    @Test
    void everyEventSurvivesTheWire() {
        for (WorkerEvent event : List.of(
                new WorkerEvent.Claimed("a\n\"b\".svs", 2),
                new WorkerEvent.Advanced("a.svs", 3, 9),
                new WorkerEvent.Finished("a.svs", "CANCER", false, "p(cancer) 0.900", 9, 1.5),
                new WorkerEvent.SetBack("a.svs", "READER_CRASH", "killed", true),
                new WorkerEvent.GaveUp(4, "no model", false))) {
            String line = WorkerEvent.encode(event);
            assertThat(line).doesNotContain("\n");
            assertThat(WorkerEvent.decode(line)).contains(event);
        }
    }

    @Test
    void chatterOfNativeLibrariesIsNoEvent() {
        assertThat(WorkerEvent.decode("Loading model...")).isEmpty();
        assertThat(WorkerEvent.decode("{\"event\":\"claimed\",")).isEmpty();
        assertThat(WorkerEvent.decode("{\"event\":\"unknown\"}")).isEmpty();
    }
}
