package org.acinus.mil.pack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.acinus.mil.calibrate.Calibration;
import org.acinus.mil.calibrate.Scaling;
import org.junit.jupiter.api.Test;

class PackJsonTest {
    private static final String HASH = "0123456789abcdef".repeat(4);

    private static final String ENCODER = """
            {"schema":1,"kind":"encoder","name":"tiny","version":"1.0.0","demo":false,
             "licence":{"id":"Apache-2.0","commercialUse":true,"redistribution":true},
             "sources":["made up"],"card":"MODEL_CARD.md",
             "files":{"encoder.onnx":"HASH","MODEL_CARD.md":"HASH"},
             "encoder":{"onnx":"encoder.onnx","inputPixels":224,"spacingMicrons":0.5,"inputName":"tiles",
              "outputName":"embedding","layout":"NHWC uint8 RGB","dimension":1280,
              "normalisation":"(x - 127) / 128","resampling":"area"},
             "golden":{"cases":[{"input":"ramp:7","indices":[0,5],"values":[0.25,1]}],"toleranceAbsolute":0.0005}}
            """.replace("HASH", HASH);

    private static final String HEAD = """
            {"schema":1,"kind":"head","name":"tiny-head","version":"0.1","demo":true,
             "licence":{"id":"Apache-2.0","commercialUse":true,"redistribution":true},
             "sources":["made up"],"card":"MODEL_CARD.md",
             "files":{"head.safetensors":"HASH","MODEL_CARD.md":"HASH"},
             "head":{"architecture":"abmil","weights":"head.safetensors","encoder":{"name":"tiny","sha256":"HASH"},
              "task":"binary","classes":["benign","cancer"],"cancerThreshold":0.5,"reviewMargin":0.1,
              "hidden":128,"attention":64},
             "golden":{"cases":[{"input":"zeros","indices":[0],"values":[0.5]}],"toleranceAbsolute":0.0005}}
            """.replace("HASH", HASH);

    private static PackManifest read(String json) {
        return PackJson.read(json.getBytes(UTF_8), "pack.json");
    }

    @Test
    void encoderIsReadFieldByField() {
        PackManifest manifest = read(ENCODER);

        assertThat(manifest.kind()).isEqualTo(PackKind.ENCODER);
        assertThat(manifest.files()).containsEntry("encoder.onnx", HASH).hasSize(2);
        assertThat(manifest.encoder().orElseThrow().dimension()).isEqualTo(1280);
        assertThat(manifest.head()).isEmpty();
        assertThat(manifest.golden().cases().getFirst().input()).isEqualTo(new GoldenInput.Ramp(7));
        assertThat(manifest.golden().cases().getFirst().values()).containsExactly(0.25, 1.0);
    }

    @Test
    void headIsReadFieldByField() {
        HeadSpec head = read(HEAD).head().orElseThrow();

        assertThat(head.encoder()).isEqualTo(new PackReference("tiny", HASH));
        assertThat(head.task()).isEqualTo(HeadTask.BINARY);
        assertThat(head.classes()).containsExactly("benign", "cancer");
    }

    @Test
    void writtenManifestReadsBackTheSameAndBytesAreStable() {
        for (String json : new String[] {ENCODER, HEAD}) {
            PackManifest manifest = read(json);
            byte[] written = PackJson.write(manifest);

            assertThat(PackJson.read(written, "again")).isEqualTo(manifest);
            assertThat(PackJson.write(PackJson.read(written, "again"))).isEqualTo(written);
            assertThat(new String(written, UTF_8))
                    .doesNotContain("\r")
                    .endsWith("}\n")
                    .doesNotContain("null");
        }
    }

    @Test
    void unknownFieldIsRefused() {
        assertRefused(ENCODER.replace("\"demo\"", "\"colour\":1,\"demo\""), "colour");
    }

    @Test
    void repeatedFieldIsRefused() {
        assertRefused(ENCODER.replace("\"demo\":false", "\"demo\":false,\"demo\":true"), "Duplicate");
    }

    @Test
    void missingFieldIsRefused() {
        assertRefused(ENCODER.replace("\"demo\":false,", ""), "demo");
        assertRefused(ENCODER.replace("\"card\":\"MODEL_CARD.md\",", ""), "card");
        assertRefused(HEAD.replace("\"task\":\"binary\",", ""), "task");
    }

    @Test
    void nullAndForeignTypesAreRefused() {
        assertRefused(ENCODER.replace("[\"made up\"]", "null"), "sources");
        assertRefused(ENCODER.replace("\"demo\":false", "\"demo\":\"false\""), "demo");
        assertRefused(ENCODER.replace("\"dimension\":1280", "\"dimension\":1280.5"), "dimension");
        assertRefused(ENCODER.replace("\"kind\":\"encoder\"", "\"kind\":0"), "kind");
    }

    @Test
    void textAfterTheManifestIsRefused() {
        assertRefused(ENCODER + "{}", "Trailing token");
    }

    @Test
    void wrongSchemaKindAndPathsAreRefused() {
        assertRefused(ENCODER.replace("\"schema\":1", "\"schema\":2"), "schema must be 1, not 2");
        assertRefused(ENCODER.replace("\"kind\":\"encoder\"", "\"kind\":\"oracle\""), "kind");
        assertRefused(ENCODER.replace("encoder.onnx", "../encoder.onnx"), "inside the pack");
        assertRefused(ENCODER.replace("encoder.onnx", "/etc/encoder.onnx"), "inside the pack");
        assertRefused(ENCODER.replace("\"name\":\"tiny\"", "\"name\":\"../tiny\""), "name must be");
        assertRefused(ENCODER.replace("\"onnx\":\"encoder.onnx\"", "\"onnx\":\"other.onnx\""), "one of files");
        assertRefused(ENCODER.replace("\"resampling\":\"area\"", "\"resampling\":\"nearest\""), "resampling");
    }

    @Test
    void numbersAndTextsThatNoPackHasAreRefused() {
        assertRefused(ENCODER.replace("\"spacingMicrons\":0.5", "\"spacingMicrons\":1e300"), "0.01 to 100");
        assertRefused(ENCODER.replace("\"spacingMicrons\":0.5", "\"spacingMicrons\":1e-300"), "0.01 to 100");
        // With it anything would pass the golden check.
        assertRefused(
                ENCODER.replace("\"toleranceAbsolute\":0.0005", "\"toleranceAbsolute\":1.5"),
                "golden.toleranceAbsolute must be at most 1.0");
        assertRefused(ENCODER.replace("\"inputName\":\"", "\"inputName\":\"\\u001b[31m"), "without control characters");
    }

    @Test
    void encoderWithoutItsDescriptionIsRefused() {
        assertRefused(HEAD.replace("\"kind\":\"head\"", "\"kind\":\"encoder\""), "present in this kind");
    }

    @Test
    void headWithWrongNumberOfClassesIsRefused() {
        assertRefused(HEAD.replace("\"task\":\"binary\"", "\"task\":\"isup\""), "6 names for task isup");
    }

    @Test
    void goldenInputsFollowTheirFormulas() {
        assertThat(GoldenInput.parse("zeros").byteAt(12)).isZero();
        assertThat(GoldenInput.parse("ones").byteAt(12)).isEqualTo(255);
        GoldenInput ramp = GoldenInput.parse("ramp:5");
        assertThat(ramp.byteAt(3)).isEqualTo(111);
        // 37 * 1000 + 5 * 3 = 37015 = 144 * 256 + 151
        assertThat(ramp.byteAt(1000)).isEqualTo(151);
        assertThat(ramp.bag(4).at(1, 1)).isEqualTo((37 * 5 % 256) / 255f);
        assertThat(ramp).hasToString("ramp:5");
        assertThatThrownBy(() -> GoldenInput.parse("ramp:-1")).hasMessageContaining("ramp:SEED");
    }

    private static void assertRefused(String json, String reason) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(InvalidPackException.class)
                .hasMessageContaining(reason)
                .hasMessageStartingWith("pack.json")
                .message()
                .doesNotContain("\n");
    }

    private static final String CALIBRATION = """
            "calibration":{"slides":300,
              "scaling":{"method":"temperature","scale":[0.5,0.5],"offset":[0.0,0.0]},
              "conformal":{"alpha":0.1,"score":"least-ambiguous","quantiles":[0.25,1.0],"slides":[100,5]},
              "widestSet":2,
              "novelty":{"file":"novelty.safetensors","threshold":41.5,"alpha":0.02,"slides":300}}
            """;

    private static String calibrated(String calibration) {
        return HEAD.replace("\"attention\":64}", "\"attention\":64," + calibration + "}")
                .replace("\"MODEL_CARD.md\":\"", "\"novelty.safetensors\":\"" + HASH + "\",\"MODEL_CARD.md\":\"");
    }

    @Test
    void aCalibrationIsReadFieldByFieldAndWrittenTheSame() {
        PackManifest manifest = read(calibrated(CALIBRATION));

        Calibration calibration = manifest.head().orElseThrow().calibration().orElseThrow();
        assertThat(calibration.scaling()).isEqualTo(Scaling.ofTemperature(2, 2));
        assertThat(calibration.conformal().orElseThrow().quantiles()).containsExactly(0.25, 1.0);
        assertThat(calibration.memberDeviation()).isEmpty();
        assertThat(calibration.novelty().orElseThrow().threshold()).isEqualTo(41.5);
        assertThat(PackJson.read(PackJson.write(manifest), "again")).isEqualTo(manifest);
    }

    @Test
    void aHeadWithoutCalibrationIsWrittenWithoutIt() {
        assertThat(new String(PackJson.write(read(HEAD)), UTF_8)).doesNotContain("calibration");
    }

    @Test
    void aCalibrationThatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> read(calibrated(CALIBRATION
                        .replace("[0.5,0.5]", "[0.5,0.5,0.5]")
                        .replace("[0.0,0.0]", "[0.0,0.0,0.0]")
                        .replace("[0.25,1.0]", "[0.25,1.0,1.0]")
                        .replace("[100,5]", "[100,5,5]"))))
                .isInstanceOf(InvalidPackException.class)
                .hasMessageContaining("for the 2 classes");
        assertThatThrownBy(() -> read(calibrated(CALIBRATION.replace("[0.25,1.0]", "[0.25,1.5]"))))
                .hasMessageContaining("quantile 0 to 1");
        assertThatThrownBy(() -> read(calibrated(CALIBRATION.replace("novelty.safetensors", "../novelty"))))
                .hasMessageContaining("head.calibration.novelty.file");
        assertThatThrownBy(() -> read(calibrated(CALIBRATION.replace("novelty.safetensors", "other.safetensors"))))
                .hasMessageContaining("one of files");
    }
}
