package org.acinus.mil.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Networks of the published sizes with random weights, saved in both formats and computed by the system's PyTorch.
@Tag("slow")
class TorchOracleTest {
    private static final String PYTHON = "/usr/bin/python3";

    @TempDir
    private static Path temp;

    @BeforeAll
    static void computeWithPyTorch() throws IOException, InterruptedException {
        assumeTrue(
                run(PYTHON, "-c", "import torch, torchvision") == 0,
                "Python's torch is missing; apt-get install python3-torch python3-torchvision");
        Path script = Path.of(System.getProperty("basedir", "."), "src/test/torch/oracle.py");
        assertThat(run(PYTHON, script.toString(), "full", temp.toString())).isZero();
    }

    private static int run(String... command) throws IOException, InterruptedException {
        Path log = Files.createTempFile(temp, "python", ".log");
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
    }

    @ParameterizedTest
    @CsvSource({
        "resnet18, ''",
        "resnet34, ''",
        "resnet50, ''",
        "resnet101, ''",
        "vit-s16-torchvision, ''",
        "vit-s16-timm, ''",
        "lite0-timm, timm-efficientnet-lite0"
    })
    void embeddingsAgreeWithPyTorch(String name, String family) throws IOException {
        JsonNode answer = TorchCases.answer(temp.resolve(name + ".json"));
        for (String format : new String[] {"zip", "legacy"}) {
            Path packs = temp.resolve("packs-" + name + "-" + format);
            double difference = TorchCases.difference(
                    TorchCases.importCheckpoint(
                            temp.resolve(name + "." + format + ".pth"),
                            answer,
                            OptionalInt.empty(),
                            Optional.of(family).filter(word -> !word.isEmpty()),
                            packs),
                    answer);
            assertThat(difference).as("%s, %s", name, format).isLessThan(1e-4);
        }
    }
}
