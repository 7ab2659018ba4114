package org.acinus.mil.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.acinus.mil.pack.InvalidPackException;
import org.acinus.mil.pack.ModelPack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Graphs that keep their weights in a file beside them, as all above 2 GiB do.
class ExternalWeightsTest {
    @TempDir
    private Path temp;

    private OnnxExtractor open(ModelPack pack) {
        return OnnxExtractor.open(pack, InferenceDevice.cpu(), 1);
    }

    @Test
    void weightsBesideTheGraphAreReadWhereThePackListsThem() {
        ModelPack pack = TinyEncoder.writeExternal(temp.resolve("tiny"), "weights.bin", true);

        assertThat(GoldenCheck.prove(pack, InferenceDevice.cpu())).isLessThan(1e-3);
        byte[] white = new byte[3 * TinyEncoder.PIXELS * TinyEncoder.PIXELS];
        Arrays.fill(white, (byte) 255);
        try (OnnxExtractor extractor = open(pack);
                TestingTileBatch batch = new TestingTileBatch(TinyEncoder.PIXELS, List.of(white))) {
            // The graph that gives maps is another, which was never in a file.
            assertThat(extractor.maps(batch).channels()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"weights.bin", "../weights.bin", "/etc/passwd", "a\u001b[31mb", "pack.json"})
    void filesThatThePackDoesNotListAreNotOpened(String location) throws IOException {
        ModelPack pack = TinyEncoder.writeExternal(temp.resolve("tiny"), location, false);
        Files.write(temp.resolve("weights.bin"), new byte[12]);
        Files.write(temp.resolve("tiny").resolve("weights.bin"), new byte[12]);

        assertThatThrownBy(() -> open(pack))
                .isInstanceOf(InvalidPackException.class)
                .hasMessage("Pack tiny 1.0.0: its graph keeps weights in '"
                        + location.replace('\u001b', '?')
                        + "', which is not among the files that pack.json lists; list it there, by its path beside the"
                        + " graph and its sha256");
    }

    @Test
    void weightsThatChangedSinceThePackWasOpenedAreRefused() throws IOException {
        ModelPack pack = TinyEncoder.writeExternal(temp.resolve("tiny"), "weights.bin", true);
        Files.write(pack.folder().resolve("weights.bin"), new byte[12]);

        assertThatThrownBy(() -> open(pack))
                .isInstanceOf(InvalidPackException.class)
                .hasMessageContaining("weights.bin has sha256");
    }

    @Test
    void fileThatNoArrayHoldsIsRefusedInWords() throws IOException {
        ModelPack pack = TinyEncoder.writeExternal(temp.resolve("tiny"), "weights.bin", true);
        Path graph = pack.folder().resolve("tiny.onnx");
        // Sparse: two GiB of holes.
        try (SeekableByteChannel channel = Files.newByteChannel(graph, StandardOpenOption.WRITE)) {
            channel.position(1L << 31).write(ByteBuffer.allocate(1));
        }

        assertThatThrownBy(() -> pack.read("tiny.onnx"))
                .isInstanceOf(InvalidPackException.class)
                .hasMessageContaining("tiny.onnx has 2147483649 bytes, more than can be read at once");
    }
}
