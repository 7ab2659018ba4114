package org.acinus.mil.pack.convert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.acinus.mil.pack.InvalidPackException;
import org.acinus.mil.pack.ModelPack;
import org.acinus.mil.pack.PackNotFoundException;
import org.acinus.mil.pack.store.PackPlaces;
import org.acinus.mil.pack.store.PackStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Lite0PackTest {
    @TempDir
    private Path temp;

    private PackStore store() {
        return new PackStore(
                new PackPlaces(Optional.empty(), Optional.empty(), temp, Optional.empty()), List.of(new Lite0Pack()));
    }

    @Test
    void packIsTheSameToTheByteOnEveryMachine() throws IOException {
        Path weights = Path.of(System.getProperty("acinus.cache", "."), "weights", Lite0Pack.WEIGHTS);
        assumeTrue(Files.exists(weights), weights + " is missing; ./check fetches it");
        Files.createDirectories(temp.resolve("weights"));
        Files.copy(weights, temp.resolve("weights").resolve(Lite0Pack.WEIGHTS));

        ModelPack pack = store().find("lite0");

        assertThat(pack.id().sha256()).isEqualTo(Lite0Pack.SHA256);
        assertThat(pack.folder()).isEqualTo(temp.resolve("packs/lite0-1.0.0").toRealPath());
        assertThat(store().find("lite0").id()).isEqualTo(pack.id());
    }

    @Test
    void missingWeightsAreNamedWithWhatToDo() {
        assertThatThrownBy(() -> store().find("lite0"))
                .isInstanceOf(PackNotFoundException.class)
                .hasMessageContaining("weights/" + Lite0Pack.WEIGHTS)
                .hasMessageContaining("./acinus fetches it");
    }

    @Test
    void otherWeightsAreRefused() throws IOException {
        Files.createDirectories(temp.resolve("weights"));
        Files.writeString(temp.resolve("weights").resolve(Lite0Pack.WEIGHTS), "no weights");

        assertThatThrownBy(() -> store().find("lite0"))
                .isInstanceOf(InvalidPackException.class)
                .hasMessageContaining("579344248a93e23026e6b78f1f6faf0bc1d282386f6c881cdbaacd49cabf77db");
        assertThat(temp.resolve("packs")).doesNotExist();
    }

    @Test
    void strangerInItsPlaceIsRefused() throws IOException {
        Path folder = temp.resolve("packs/lite0-1.0.0");
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("encoder.onnx"), "stranger");
        String hash = ModelPack.sha256("stranger".getBytes(UTF_8));
        Files.writeString(folder.resolve("pack.json"), """
                {"schema":1,"kind":"encoder","name":"lite0","version":"1.0.0","demo":false,
                 "licence":{"id":"Apache-2.0","commercialUse":true,"redistribution":true},
                 "sources":["made up"],"card":"encoder.onnx","files":{"encoder.onnx":"HASH"},
                 "encoder":{"onnx":"encoder.onnx","inputPixels":224,"spacingMicrons":0.5,"inputName":"tiles",
                  "outputName":"embedding","layout":"NHWC uint8 RGB","dimension":1280,
                  "normalisation":"none","resampling":"area"},
                 "golden":{"cases":[{"input":"zeros","indices":[0],"values":[0]}],"toleranceAbsolute":1}}
                """.replace("HASH", hash));

        assertThatThrownBy(() -> store().find("lite0"))
                .isInstanceOf(InvalidPackException.class)
                .hasMessageContaining("remove that folder");
    }
}
