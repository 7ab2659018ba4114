package org.acinus.mil.pack;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTest {
    private static final Map<String, Tensor> TENSORS = Map.of(
            "embed.weight", new Tensor(List.of(2, 3), new float[] {0, 0.25f, 0.5f, 0.75f, 1, 1.25f}),
            "embed.bias", new Tensor(List.of(2), new float[] {-1.5f, 3e-5f}));

    /// `safetensors.numpy.save` of the Python package safetensors 0.8.0 for the same values and metadata.
    private static final byte[] PYTHON = HexFormat.of()
            .parseHex("a8000000000000007b225f5f6d657461646174615f5f223a7b22666f726d6174223a227074227d2c22656d6265642e"
                    + "62696173223a7b226474797065223a22463332222c227368617065223a5b325d2c22646174615f6f66667365747322"
                    + "3a5b302c385d7d2c22656d6265642e776569676874223a7b226474797065223a22463332222c227368617065223a5b"
                    + "322c335d2c22646174615f6f666673657473223a5b382c33325d7d7d202020202020200000c0bf82a8fb3700000000"
                    + "0000803e0000003f0000403f0000803f0000a03f");

    @Test
    void writesTheSameBytesAsThePythonPackage() {
        assertThat(Safetensors.write(TENSORS)).isEqualTo(PYTHON);
    }

    @Test
    void readsWhatThePythonPackageWrote() {
        SequencedMap<String, Tensor> tensors = Safetensors.read(PYTHON, "test");

        assertThat(tensors.keySet()).containsExactly("embed.bias", "embed.weight");
        tensors.forEach((name, tensor) -> {
            assertThat(tensor.shape())
                    .isEqualTo(requireNonNull(TENSORS.get(name)).shape());
            assertThat(tensor.toArray())
                    .isEqualTo(requireNonNull(TENSORS.get(name)).toArray());
        });
    }

    @Test
    void keepsTheShapeOfASingleNumber() {
        byte[] file = Safetensors.write(Map.of("x", new Tensor(List.of(), new float[] {7})));

        assertThat(requireNonNull(Safetensors.read(file, "test").get("x")).shape())
                .isEmpty();
        assertThat(requireNonNull(Safetensors.read(file, "test").get("x")).at(0))
                .isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "not JSON|{\"a\"|",
                "dtype I64|{\"a\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[0,8]}}",
                "for its shape|{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}}",
                "for its shape|{\"a\":{\"dtype\":\"F32\",\"shape\":[65536,65536],\"data_offsets\":[0,0]}}",
                "has shape|{\"a\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}}",
                "has shape|{\"a\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}}",
                "data_offsets|{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0]}}",
                "data_offsets|{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,99999999999]}}",
                "for its shape|{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[-8,0]}}",
                "begins at 4|{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
                "beyond the end|{\"a\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0,16]}}",
                "4 bytes follow|{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
                "8 bytes follow|{}",
                "not JSON|{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},"
                        + "\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
                "begins at 0|{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
                        + "\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}"
            })
    void aFileThatBreaksTheFormatIsRefused(String message, String header) {
        assertThatThrownBy(() -> Safetensors.read(file(header, new float[2]), "bad.safetensors"))
                .isInstanceOf(InvalidPackException.class)
                .hasMessageContaining("bad.safetensors")
                .hasMessageContaining(message);
    }

    @Test
    void aLengthBeyondTheFileIsRefused() {
        for (long length : new long[] {-1, 0, 1, 1000, Long.MAX_VALUE}) {
            byte[] file = ByteBuffer.allocate(20)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(length)
                    .array();
            assertThatThrownBy(() -> Safetensors.read(file, "bad")).isInstanceOf(InvalidPackException.class);
        }
        assertThatThrownBy(() -> Safetensors.read(new byte[7], "bad")).isInstanceOf(InvalidPackException.class);
    }

    @Test
    void aWeightThatIsNoNumberIsRefused() {
        String header = "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}";

        assertThatThrownBy(() -> Safetensors.read(file(header, new float[] {1, Float.NaN}), "bad"))
                .isInstanceOf(InvalidPackException.class)
                .hasMessageContaining("NaN");
    }

    private static byte[] file(String header, float[] values) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer file = ByteBuffer.allocate(8 + json.length + 4 * values.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .put(json);
        for (float value : values) {
            file.putFloat(value);
        }
        return file.array();
    }
}
