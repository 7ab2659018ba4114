package org.acinus.cli.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class WorkerNameTest {
    @Test
    void aLivingProcessIsNotDeadAndAnEndedOneIs() throws Exception {
        Process process = new ProcessBuilder("sleep", "60").start();
        String name = WorkerName.of(process.pid());
        assertThat(WorkerName.isDead(name)).isFalse();
        process.destroyForcibly().waitFor();
        assertThat(WorkerName.isDead(name)).isTrue();
    }

    @Test
    void workersOfOtherPlacesAreNotOursToJudge() {
        String mine = WorkerName.of(999_999_999L);
        assertThat(WorkerName.isDead(mine)).isTrue();
        assertThat(WorkerName.isDead(mine.replaceFirst("@.*\\.", "@elsewhere.")))
                .isFalse();
        assertThat(WorkerName.isDead(mine.substring(0, mine.length() - 8) + "00000000"))
                .as("the same name, started anew or in another container")
                .isFalse();
    }
}
