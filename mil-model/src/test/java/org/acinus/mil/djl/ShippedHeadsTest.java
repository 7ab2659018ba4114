package org.acinus.mil.djl;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.acinus.mil.pack.HeadTask;
import org.acinus.mil.pack.ModelPack;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The heads that come with Acinus answer as they did when they were made, and say that they are demonstrations.
class ShippedHeadsTest {
    @ParameterizedTest
    @CsvSource({"demo-head,BINARY", "demo-isup-head,ISUP"})
    void isADemonstrationAndAnswersAsItDid(String name, HeadTask task) {
        ModelPack pack = ModelPack.open(Path.of("..", "models", name));

        // Opening compares the golden answers.
        try (HeadClassifier head = HeadClassifier.open(pack)) {
            assertThat(head.pack().name()).isEqualTo(name);
        }
        assertThat(pack.manifest().demo()).isTrue();
        assertThat(pack.head().task()).isEqualTo(task);
        assertThat(pack.head().encoder().name()).isEqualTo("lite0");
        assertThat(new String(pack.read("MODEL_CARD.md"), StandardCharsets.UTF_8))
                .contains("DEMO");
        assertThat(new String(pack.read("train.json"), StandardCharsets.UTF_8)).contains("\"outOfFold\"");
    }
}
