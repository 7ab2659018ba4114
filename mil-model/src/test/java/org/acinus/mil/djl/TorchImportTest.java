package org.acinus.mil.djl;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.acinus.mil.pack.InvalidPackException;
import org.acinus.mil.pack.ModelPack;
import org.acinus.mil.pack.NamedTensors;
import org.acinus.mil.pack.Safetensors;
import org.acinus.mil.pack.Tensor;
import org.acinus.mil.pack.convert.torch.TorchFamily;
import org.acinus.mil.pack.convert.torch.TorchSettings;
import org.acinus.mil.pack.torch.TorchCheckpoint;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Small random networks, frozen as PyTorch saved and computed them (`src/test/torch/oracle.py tiny`): by 1.13, the
/// EfficientNet by 2.11.
class TorchImportTest {
    @TempDir
    private Path temp;

    private static Path resource(String name) {
        try {
            return Path.of(Objects.requireNonNull(TorchImportTest.class.getResource("/torch/" + name), name)
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "resnet-basic.zip.pth, resnet-basic.json, 0,",
        "resnet-bottleneck.legacy.pth, resnet-bottleneck.json, 0,",
        "vit-torchvision.zip.pth, vit-torchvision.json, 2,",
        // timm has two networks of these names, which differ in padding and batch norm.
        "lite-timm.legacy.pth, lite-timm.json, 0, timm-efficientnet-lite0"
    })
    void embeddingsAgreeWithPyTorch(String checkpoint, String json, int heads, @Nullable String family)
            throws IOException {
        JsonNode answer = TorchCases.answer(resource(json));
        OptionalInt stated = heads > 0 ? OptionalInt.of(heads) : OptionalInt.empty();
        ModelPack pack =
                TorchCases.importCheckpoint(resource(checkpoint), answer, stated, Optional.ofNullable(family), temp);

        assertThat(TorchCases.difference(pack, answer)).isLessThan(1e-4);
    }

    @Test
    void theSameCheckpointGivesTheSameGraph() {
        TorchCheckpoint weights = TorchCheckpoint.read(resource("vit-torchvision.zip.pth"));
        TorchSettings settings = new TorchSettings(0.5, Optional.empty(), OptionalInt.empty(), OptionalInt.of(2));
        assertThat(TorchFamily.of(weights).convert(weights, settings).onnx())
                .isEqualTo(TorchFamily.of(weights).convert(weights, settings).onnx());
    }

    @Test
    void headsThatNothingSaysAreAskedFor() {
        TorchCheckpoint weights = TorchCheckpoint.read(resource("vit-torchvision.zip.pth"));
        assertThatThrownBy(() -> TorchFamily.of(weights).convert(weights, TorchSettings.usual(0.5)))
                .isInstanceOf(InvalidPackException.class)
                .hasMessageContaining("--heads");
    }

    @Test
    void tensorWithoutAPlaceIsRefused() throws IOException {
        // A squeeze-and-excitation layer would change every number, and leave the rest of the names alone.
        TorchCheckpoint weights = altered("resnet-bottleneck.legacy.pth", "fc.weight", "se.weight");
        assertThatThrownBy(() -> TorchFamily.of(weights).convert(weights, TorchSettings.usual(0.5)))
                .isInstanceOf(InvalidPackException.class)
                .hasMessageContaining("se.weight has no place in a ResNet");
    }

    @Test
    void missingTensorIsNamed() throws IOException {
        TorchCheckpoint weights = altered("resnet-bottleneck.legacy.pth", "layer3.0.bn2.bias", "layer3.0.bn2.bios");
        assertThatThrownBy(() -> TorchFamily.of(weights).convert(weights, TorchSettings.usual(0.5)))
                .isInstanceOf(InvalidPackException.class)
                .hasMessageContaining("no tensor layer3.0.bn2.bias");
    }

    @Test
    void unknownNetworkIsRefusedByItsNames() throws IOException {
        TorchCheckpoint weights = altered("vit-torchvision.zip.pth", "conv_proj.", "patchify_.");
        assertThatThrownBy(() -> TorchFamily.of(weights))
                .isInstanceOf(InvalidPackException.class)
                .hasMessageContaining("no network that is known here (resnet, vit,")
                .hasMessageEndingWith("models/export/export_encoder.py makes packs of other networks, with Python");
    }

    /// As UNI2-h, Virchow and H-optimus have them: the layer is twice as wide on the way in as on the way out.
    @Test
    void gatedTransformerIsSentToTheExporter() {
        TorchCheckpoint plain = TorchCheckpoint.read(resource("vit-torchvision.zip.pth"));
        NamedTensors gated = new NamedTensors() {
            @Override
            public Set<String> names() {
                return plain.names();
            }

            @Override
            public Tensor tensor(String name) {
                Tensor tensor = plain.tensor(name);
                boolean out = name.matches(".*\\.mlp\\.(3|linear_2)\\.weight");
                int rows = tensor.shape().getFirst();
                return out
                        ? new Tensor(
                                List.of(rows, tensor.size() / rows / 2),
                                Arrays.copyOf(tensor.toArray(), tensor.size() / 2))
                        : tensor;
            }
        };
        TorchSettings settings = new TorchSettings(0.5, Optional.empty(), OptionalInt.empty(), OptionalInt.of(2));
        assertThatThrownBy(() -> TorchFamily.of(gated).convert(gated, settings))
                .isInstanceOf(InvalidPackException.class)
                .hasMessageContaining("gated ones (SwiGLU), or another network's; models/export/export_encoder.py");
    }

    @Test
    void safetensorsAreSentToTheExporter() throws IOException {
        byte[] weights = Safetensors.write(Map.of("w", new Tensor(List.of(1), new float[] {1})));
        Path file = Files.write(temp.resolve("model.safetensors"), weights);
        assertThatThrownBy(() -> TorchCheckpoint.read(file))
                .isInstanceOf(InvalidPackException.class)
                .hasMessageContaining("is a safetensors file and no PyTorch checkpoint; models/export/");
    }

    @Test
    void hostilePickleInAZipIsRefusedBeforeItRuns() throws IOException {
        byte[] whole = Files.readAllBytes(resource("vit-torchvision.zip.pth"));
        byte[] hostile = replaced(whole, "collections\nOrderedDict", "posix\nsystem\n0123456789");
        Path file = Files.write(temp.resolve("hostile.pth"), hostile);
        assertThatThrownBy(() -> TorchCheckpoint.read(file))
                .isInstanceOf(InvalidPackException.class)
                .hasMessageContaining("global posix.system is not allowed");
    }

    @ParameterizedTest
    @CsvSource({"vit-torchvision.zip.pth", "resnet-bottleneck.legacy.pth"})
    void everyTruncationIsRefused(String checkpoint) throws IOException {
        byte[] whole = Files.readAllBytes(resource(checkpoint));
        for (int length = 0; length < whole.length; length += 97) {
            Path cut = Files.write(temp.resolve("cut.pth"), Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> TorchCheckpoint.read(cut))
                    .as("cut to %d of %d bytes", length, whole.length)
                    .isInstanceOf(InvalidPackException.class);
        }
    }

    /// Damage anywhere gives other numbers or a refusal, never anything else.
    @ParameterizedTest
    @CsvSource({"vit-torchvision.zip.pth", "resnet-bottleneck.legacy.pth"})
    void damageNeverEscapes(String checkpoint) throws IOException {
        byte[] whole = Files.readAllBytes(resource(checkpoint));
        for (int seed = 0; seed < 400; seed++) {
            byte[] damaged = whole.clone();
            int at = (int) (seed * 104_729L % (seed % 2 == 0 ? whole.length : Math.min(whole.length, 9_000)));
            damaged[at] ^= (byte) (1 << seed % 8);
            Path file = Files.write(temp.resolve("damaged.pth"), damaged);
            try {
                assertThat(TorchCheckpoint.read(file).names()).isNotEmpty();
            } catch (InvalidPackException refused) {
                assertThat(refused.getMessage()).contains("not a readable PyTorch checkpoint");
            }
        }
    }

    private TorchCheckpoint altered(String checkpoint, String from, String to) throws IOException {
        byte[] changed = replaced(Files.readAllBytes(resource(checkpoint)), from, to);
        return TorchCheckpoint.read(Files.write(temp.resolve("altered.pth"), changed));
    }

    private static byte[] replaced(byte[] file, String from, String to) {
        assertThat(to).hasSameSizeAs(from);
        String text = new String(file, ISO_8859_1);
        assertThat(text).contains(from);
        return text.replace(from, to).getBytes(ISO_8859_1);
    }
}
