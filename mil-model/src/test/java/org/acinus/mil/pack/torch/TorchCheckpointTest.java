package org.acinus.mil.pack.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.acinus.mil.pack.InvalidPackException;
import org.acinus.mil.pack.Tensor;
import org.acinus.mil.pack.convert.Lite0Pack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TorchCheckpointTest {
    @TempDir
    private Path temp;

    /// A checkpoint of one tensor `w`, written by hand in the protocol's opcodes.
    private static byte[] checkpoint(String global, String shape, String strides, float... storage) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        // The magic number as LONG1, the protocol, and {"little_endian": True}.
        bytes(out, 0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, '.');
        bytes(out, 0x80, 2, 'M', 0xe9, 3, '.');
        text(out, "\u0080\u0002}X\r\0\0\0little_endian\u0088s.");
        // {"w": _rebuild_tensor_v2(("storage", FloatStorage, "0", "cpu", n, None), 0, shape, strides, False, {})}
        text(out, "\u0080\u0002ccollections\nOrderedDict\n)RX\1\0\0\0w" + global + "\n((X\7\0\0\0storagectorch\n");
        text(out, "FloatStorage\nX\1\0\0\0000X\3\0\0\0cpuK" + (char) storage.length + "Nt");
        text(out, "QK\0" + shape + strides + "\u0089ccollections\nOrderedDict\n)RtR");
        text(out, "s}X\11\0\0\0_metadataK\1sb.");
        text(out, "\u0080\u0002]X\1\0\0\0000a.");
        ByteBuffer numbers = ByteBuffer.allocate(8 + 4 * storage.length).order(ByteOrder.LITTLE_ENDIAN);
        numbers.putLong(storage.length);
        for (float value : storage) {
            numbers.putFloat(value);
        }
        out.writeBytes(numbers.array());
        return out.toByteArray();
    }

    private static byte[] checkpoint(float... storage) {
        return checkpoint("ctorch._utils\n_rebuild_tensor_v2", "(K\2K\3t", "(K\1K\2t", storage);
    }

    private static void bytes(ByteArrayOutputStream out, int... values) {
        for (int value : values) {
            out.write(value);
        }
    }

    private static void text(ByteArrayOutputStream out, String latin) {
        out.writeBytes(latin.getBytes(StandardCharsets.ISO_8859_1));
    }

    private TorchCheckpoint read(byte[] content) throws IOException {
        return TorchCheckpoint.read(Files.write(temp.resolve("test.pth"), content));
    }

    @Test
    void stridesAreHonouredAndMetadataDoesNotEmptyTheDict() throws IOException {
        Tensor tensor = read(checkpoint(1, 2, 3, 4, 5, 6)).tensor("w");

        assertThat(tensor.shape()).containsExactly(2, 3);
        // Column-major in the file: strides 1 and 2.
        assertThat(tensor.toArray()).containsExactly(1, 3, 5, 2, 4, 6);
    }

    @Test
    void foreignGlobalIsRefusedBeforeItIsCalled() {
        byte[] hostile = checkpoint("cos\nsystem", "(K\2K\3t", "(K\1K\2t", 1, 2, 3, 4, 5, 6);
        assertThatThrownBy(() -> read(hostile))
                .isInstanceOf(InvalidPackException.class)
                .hasMessageContaining("global os.system is not allowed");
    }

    @Test
    void foreignInstructionIsRefused() {
        // OBJ and INST construct objects of any class.
        byte[] hostile = {(byte) 0x80, 2, '(', 'i', 'o', 's', '\n', 's', 'y', 's', 't', 'e', 'm', '\n', '.'};
        assertThatThrownBy(() -> read(hostile))
                .isInstanceOf(InvalidPackException.class)
                .hasMessageContaining("instruction 0x69 is not allowed");
    }

    @Test
    void viewBeyondItsStorageIsRefused() {
        byte[] hostile = checkpoint("ctorch._utils\n_rebuild_tensor_v2", "(K\2K\3t", "(K\3K\2t", 1, 2, 3, 4, 5, 6);
        assertThatThrownBy(() -> read(hostile))
                .isInstanceOf(InvalidPackException.class)
                .hasMessageContaining("w reaches beyond its storage");
    }

    @Test
    void tensorThatUnpacksToFarMoreThanItsStorageIsRefused() {
        // Strides of 0 show the same number again and again.
        byte[] hostile = checkpoint(
                "ctorch._utils\n_rebuild_tensor_v2", "(M\u00ff\u00ffM\u00ff\1t", "(K\0K\0t", 1, 2, 3, 4, 5, 6);
        assertThatThrownBy(() -> read(hostile))
                .isInstanceOf(InvalidPackException.class)
                .hasMessageContaining("far more elements than its storages");
    }

    @Test
    void everyTruncationIsRefused() {
        byte[] whole = checkpoint(1, 2, 3, 4, 5, 6);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> read(cut)).as("cut to %d bytes", length).isInstanceOf(InvalidPackException.class);
        }
    }

    @Test
    void moreThanTheTensorsIsRefused() {
        byte[] whole = checkpoint(1, 2, 3, 4, 5, 6);
        byte[] longer = Arrays.copyOf(whole, whole.length + 1);
        assertThatThrownBy(() -> read(longer)).hasMessageContaining("more in the file");
    }

    @Test
    void lite0CheckpointIsReadAsPythonReadsIt() {
        Path weights = Path.of(System.getProperty("acinus.cache", "."), "weights", Lite0Pack.WEIGHTS);
        assumeTrue(Files.exists(weights), weights + " is missing; ./check fetches it");
        TorchCheckpoint checkpoint = TorchCheckpoint.read(weights);

        assertThat(checkpoint.names()).hasSize(296);
        // Single elements as read by golden.py's numpy views.
        assertThat(at(checkpoint, "_conv_stem.weight", List.of(1, 2, 0, 1))).isEqualTo(-0.08920227f);
        assertThat(at(checkpoint, "_blocks.3._depthwise_conv.weight", List.of(100, 0, 4, 1)))
                .isEqualTo(0.044586763f);
        assertThat(at(checkpoint, "_blocks.15._project_conv.weight", List.of(319, 7, 0, 0)))
                .isEqualTo(0.046864912f);
        assertThat(at(checkpoint, "_bn1.running_var", List.of(5))).isEqualTo(11.030042f);
        assertThatThrownBy(() -> checkpoint.tensor("_bn1.num_batches_tracked"))
                .isInstanceOf(InvalidPackException.class);
    }

    private static float at(TorchCheckpoint checkpoint, String name, List<Integer> place) {
        Tensor tensor = checkpoint.tensor(name);
        int index = 0;
        for (int axis = 0; axis < place.size(); axis++) {
            index = index * tensor.shape().get(axis) + place.get(axis);
        }
        return tensor.at(index);
    }
}
