package org.acinus.mil.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.acinus.mil.TileOutput;
import org.acinus.mil.pack.GoldenInput;
import org.acinus.mil.pack.ModelPack;
import org.acinus.mil.pack.store.PackPlaces;
import org.acinus.mil.pack.store.PackStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Encoders with random weights, exported by `models/export/export_encoder.py` where `ACINUS_TORCH_PYTHON`
/// (else /usr/bin/python3) has PyTorch and torchvision: both engines answer what PyTorch in Python answered.
@Tag("oracle")
class PythonExportTest {
    @TempDir
    private Path temp;

    @Test
    void bothEnginesAnswerForATransformerAsPythonDid() throws Exception {
        requireBothEnginesAnswerAsPythonDid("vit_s_16", 384);
    }

    @Test
    @Tag("slow")
    void bothEnginesAnswerForAConvolutionalNetworkAsPythonDid() throws Exception {
        requireBothEnginesAnswerAsPythonDid("resnet50", 2048);
    }

    private void requireBothEnginesAnswerAsPythonDid(String network, int dimension) throws Exception {
        String python = System.getenv().getOrDefault("ACINUS_TORCH_PYTHON", "/usr/bin/python3");
        assumeTrue(run(python, "-c", "import torch, torchvision").isPresent(), "skipped: no torch in " + python);
        Path script = Path.of("..", "models", "export", "export_encoder.py").toAbsolutePath();
        String name = "random-" + network.replace('_', '-');
        assertThat(run(
                        python,
                        script.toString(),
                        "--torchvision=" + network,
                        "--name=" + name,
                        "--spacing=0.5",
                        "--licence=Apache-2.0",
                        "--source=random weights",
                        "--out=" + temp))
                .isPresent();

        PackStore store = new PackStore(PackPlaces.ofSystem(Optional.of(temp), Optional.empty()), List.of());
        ModelPack pack = store.find(temp.resolve(name + "-1.0.0").toString());

        assertThat(pack.encoder().dimension()).isEqualTo(dimension);
        assertThat(GoldenCheck.prove(pack, InferenceDevice.cpu()))
                .isLessThan(pack.manifest().golden().toleranceAbsolute());
        try (TileEncoder onnx = InferenceEngine.ONNX.open(pack, InferenceDevice.cpu(), 1, OptionalInt.empty());
                TileEncoder torch = InferenceEngine.PYTORCH.open(pack, InferenceDevice.cpu(), 2, OptionalInt.empty());
                TestingTileBatch batch = new TestingTileBatch(224, List.of(noise(1), noise(2), noise(3)))) {
            float[] one = onnx.extract(batch).features().toArray();
            TileOutput other = torch.extract(batch);
            double greatest = 0;
            for (float value : one) {
                greatest = Math.max(greatest, Math.abs(value));
            }
            for (int i = 0; i < one.length; i++) {
                assertThat((double) other.features().at(i / dimension, i % dimension))
                        .isCloseTo(one[i], within(1e-4 * greatest));
            }
            assertThat(torch.engine()).startsWith("PyTorch");
            assertThat(torch.lanes()).isEqualTo(2);
        }
    }

    /// As encoders lie on Hugging Face, with the switches of those of pathology: in the format of its own library, and
    /// in timm's, which most have.
    @Test
    void huggingFaceFoldersAnswerAsPythonDid() throws Exception {
        String python = System.getenv().getOrDefault("ACINUS_TORCH_PYTHON", "/usr/bin/python3");
        assumeTrue(run(python, "-c", "import torch, timm, transformers").isPresent(), "skipped: not in " + python);
        String hub = Path.of("src", "test", "torch", "hub.py").toAbsolutePath().toString();
        assertThat(run(python, hub, temp.toString())).isPresent();

        requireAnswer(python, "phikon");
        requireAnswer(python, "phikon-v2");
        requireAnswer(python, "midnight", "--mean-patches");
        requireAnswer(python, "registers", "--mean-patches");
        requireAnswer(python, "uni");
        requireAnswer(python, "uni2", "--swiglu");
        requireAnswer(python, "virchow", "--swiglu", "--mean-patches");
        requireAnswer(python, "virchow2", "--swiglu", "--mean-patches");
        requireAnswer(python, "h-optimus");
    }

    private void requireAnswer(String python, String folder, String... options) throws Exception {
        JsonNode answer = TorchCases.answer(temp.resolve(folder).resolve("answer.json"));
        int pixels = answer.get("pixels").asInt();
        List<Double> wanted = new ArrayList<>();
        answer.get("class").forEach(value -> wanted.add(value.asDouble()));
        if (List.of(options).contains("--mean-patches")) {
            answer.get("mean").forEach(value -> wanted.add(value.asDouble()));
        }
        Path script = Path.of("..", "models", "export", "export_encoder.py").toAbsolutePath();
        List<String> command = new ArrayList<>(List.of(
                python,
                script.toString(),
                "--huggingface=" + temp.resolve(folder),
                "--size=" + pixels,
                "--name=" + folder,
                "--spacing=0.5",
                "--licence=Apache-2.0",
                "--source=random weights",
                "--out=" + temp));
        command.addAll(List.of(options));
        assertThat(run(command.toArray(String[]::new))).as(folder).isPresent();

        ModelPack pack = ModelPack.open(temp.resolve(folder + "-1.0.0"));
        assertThat(GoldenCheck.prove(pack, InferenceDevice.cpu()))
                .isLessThan(pack.manifest().golden().toleranceAbsolute());
        byte[] ramp = new byte[3 * pixels * pixels];
        for (int i = 0; i < ramp.length; i++) {
            ramp[i] = (byte) new GoldenInput.Ramp(1).byteAt(i);
        }
        try (OnnxExtractor extractor = OnnxExtractor.open(pack, InferenceDevice.cpu(), 1);
                TestingTileBatch batch = new TestingTileBatch(pixels, List.of(ramp))) {
            float[] embedding = extractor.extract(batch).features().toArray();
            double greatest = wanted.stream().mapToDouble(Math::abs).max().orElseThrow();
            assertThat(embedding).as(folder).hasSize(wanted.size());
            for (int i = 0; i < embedding.length; i++) {
                assertThat((double) embedding[i]).as(folder).isCloseTo(wanted.get(i), within(1e-4 * greatest));
            }
        }
    }

    private static byte[] noise(int seed) {
        byte[] pixels = new byte[3 * 224 * 224];
        new Random(seed).nextBytes(pixels);
        return pixels;
    }

    /// What a command printed; empty where it failed or is not there.
    private static Optional<String> run(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(new ArrayList<>(List.of(command)))
                    .redirectErrorStream(true)
                    .start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? Optional.of(text) : Optional.empty();
        } catch (IOException noSuchProgram) {
            return Optional.empty();
        }
    }
}
