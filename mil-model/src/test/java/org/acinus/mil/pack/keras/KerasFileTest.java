package org.acinus.mil.pack.keras;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.acinus.mil.pack.InvalidPackException;
import org.acinus.mil.pack.convert.ByteScaling;
import org.acinus.mil.pack.convert.KerasNetwork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KerasFileTest {
    private static final Path MODEL =
            Path.of(System.getProperty("acinus.shared", "."), "models/arvaniti-gleason/MobileNet_Gleason_weights.h5");

    private static final List<String> CLASSES = List.of("benign", "G3", "G4", "G5");

    @TempDir
    private Path temp;

    private byte[] whole = new byte[0];

    @BeforeEach
    void load() throws IOException {
        assumeTrue(Files.exists(MODEL), MODEL + " is not here");
        whole = Files.readAllBytes(MODEL);
    }

    private Path file(byte[] content) throws IOException {
        return Files.write(temp.resolve("model.h5"), content);
    }

    /// The same file with one text in place of another of the same length.
    private Path altered(String from, String to) throws IOException {
        assertThat(to).hasSameSizeAs(from);
        byte[] changed = whole.clone();
        byte[] searched = from.getBytes(UTF_8);
        int changes = 0;
        for (int i = 0; i + searched.length <= changed.length; i++) {
            if (Arrays.equals(changed, i, i + searched.length, searched, 0, searched.length)) {
                System.arraycopy(to.getBytes(UTF_8), 0, changed, i, searched.length);
                changes++;
            }
        }
        assertThat(changes).isPositive();
        return file(changed);
    }

    @Test
    void layersAndWeightsAreReadByName() {
        KerasFile keras = KerasFile.read(MODEL);

        assertThat(keras.layers()).hasSize(84);
        assertThat(keras.tensor("conv1/kernel").shape()).containsExactly(3, 3, 3, 16);
        assertThat(keras.tensor("conv_dw_3/depthwise_kernel").shape()).containsExactly(3, 3, 64, 1);
        long values = keras.names().stream()
                .mapToLong(name -> keras.tensor(name).size())
                .sum();
        assertThat(values).as("values that the source counts").isEqualTo(831_588);
    }

    @Test
    void everyTruncationIsRefusedInOneLine() throws IOException {
        for (int length = 0; length < whole.length; length += 1 + whole.length / 60) {
            Path cut = file(Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> KerasFile.read(cut))
                    .as("cut to %d of %d bytes", length, whole.length)
                    .isInstanceOf(InvalidPackException.class)
                    .hasMessageStartingWith(cut.toString())
                    .extracting(Throwable::getMessage)
                    .matches(message -> message.lines().count() == 1);
        }
    }

    @Test
    void damageInsideIsRefusedOrReadButNeverEscapes() throws IOException {
        for (int seed = 0; seed < 200; seed++) {
            byte[] damaged = whole.clone();
            // The structures lie in the first tenth and scattered between the data.
            int at = (int) ((seed * 7_919L) % (seed % 2 == 0 ? whole.length / 10 : whole.length));
            for (int i = at; i < Math.min(at + 8, damaged.length); i++) {
                damaged[i] ^= (byte) (0x5a + seed);
            }
            Path file = file(damaged);
            try {
                KerasNetwork.convert(KerasFile.read(file), ByteScaling.MINUS_ONE_TO_ONE, 0.69, CLASSES);
            } catch (InvalidPackException refused) {
                assertThat(refused.getMessage()).isNotBlank();
            }
        }
    }

    @Test
    void networkThatTheWeightsDoNotFitIsRefused() throws IOException {
        assertConversionRefused(altered("\"filters\": 16,", "\"filters\": 17,"), "conv1/kernel has the shape");
    }

    @Test
    void missingWeightsAreNamed() throws IOException {
        assertConversionRefused(altered("conv1_bn\"", "conv1_bm\""), "no weights conv1_bm/gamma");
    }

    @Test
    void layersAndActivationsThatAreNotKnownAreNamed() throws IOException {
        assertConversionRefused(altered("\"DepthwiseConv2D\"", "\"LambdawiseConv2\""), "layers of this kind");
        assertConversionRefused(altered("\"relu6\"", "\"swish\""), "activation swish is not known");
    }

    @Test
    void classesHaveToBeAsManyAsOutputs() {
        assertThatThrownBy(() -> KerasNetwork.convert(
                        KerasFile.read(MODEL), ByteScaling.MINUS_ONE_TO_ONE, 0.69, List.of("benign", "cancer")))
                .isInstanceOf(InvalidPackException.class)
                .hasMessageContaining("it has 4 outputs, but 2 classes are named");
    }

    @Test
    void fileThatIsNoHdf5IsRefused() throws IOException {
        assertThatThrownBy(() -> KerasFile.read(file("not a model".repeat(100).getBytes(UTF_8))))
                .isInstanceOf(InvalidPackException.class)
                .hasMessageContaining("is not an HDF5 file");
    }

    private static void assertConversionRefused(Path file, String reason) {
        assertThatThrownBy(
                        () -> KerasNetwork.convert(KerasFile.read(file), ByteScaling.MINUS_ONE_TO_ONE, 0.69, CLASSES))
                .isInstanceOf(InvalidPackException.class)
                .hasMessageContaining(reason);
    }
}
