package org.acinus.mil.djl;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import org.junit.jupiter.api.Test;

class EngineFactsTest {

    @Test
    void versionsAreThoseOfTheLibrariesThatRun() {
        assertThat(EngineFacts.all())
                .extracting(EngineFacts::name)
                .containsExactly(
                        "OnnxRuntime " + OrtEnvironment.getEnvironment().getVersion(), "PyTorch 2.7.1");
    }

    /// Asking for the version starts the engine; the model that comes after must find it as it wants it.
    @Test
    void engineCanBeUsedAfterItWasAsked() {
        assertThat(OnnxRuntime.version()).startsWith("OnnxRuntime 1.");
        OnnxRuntime.newModel("any").close();
    }
}
