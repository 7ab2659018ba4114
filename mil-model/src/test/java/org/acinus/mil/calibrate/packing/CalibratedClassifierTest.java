package org.acinus.mil.calibrate.packing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.acinus.mil.FeatureMatrix;
import org.acinus.mil.TileOutput;
import org.acinus.mil.calibrate.CalibrationException;
import org.acinus.mil.calibrate.novelty.NormLimit;
import org.acinus.mil.calibrate.novelty.NormSpec;
import org.acinus.mil.calibrate.novelty.TrainingNorm;
import org.acinus.mil.features.BagGrid;
import org.acinus.mil.features.BagHeader;
import org.acinus.mil.features.FeatureBagWriter;
import org.acinus.mil.pack.ClassSpec;
import org.acinus.mil.pack.EncoderSpec;
import org.acinus.mil.pack.GoldenCase;
import org.acinus.mil.pack.GoldenInput;
import org.acinus.mil.pack.GoldenSpec;
import org.acinus.mil.pack.ModelPack;
import org.acinus.mil.pack.PackKind;
import org.acinus.mil.pack.PackLicence;
import org.acinus.mil.pack.PackManifest;
import org.acinus.mil.pack.PackWriter;
import org.acinus.mil.pack.TrainingNormFile;
import org.acinus.tiling.TileAddress;
import org.acinus.tiling.TileFrame;
import org.acinus.tiling.TilingSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibratedClassifierTest {
    @TempDir
    private Path temp;

    private ModelPack classifier() {
        Map<String, byte[]> files = new TreeMap<>();
        files.put("net.onnx", new byte[] {1});
        files.put("MODEL_CARD.md", "# A card\n".getBytes(StandardCharsets.UTF_8));
        files.put(
                TrainingNormFile.NAME,
                TrainingNormFile.write(new TrainingNorm(new double[] {1, 3}, new double[] {0.5, 2})));
        EncoderSpec encoder = EncoderSpec.ofOnnx("net.onnx", 224, 0.5, "in", "out", 2, "none")
                .classifying(new ClassSpec(List.of("benign", "G3"), "classes", Optional.empty())
                        .knowing(new NormSpec(TrainingNormFile.NAME, 0.29)));
        return PackWriter.write(
                temp.resolve("old"),
                files,
                hashes -> new PackManifest(
                        PackManifest.SCHEMA,
                        PackKind.TILE_CLASSIFIER,
                        "tiny",
                        "1.0.0",
                        false,
                        new PackLicence("Apache-2.0", true, true),
                        List.of("drawn"),
                        "MODEL_CARD.md",
                        hashes,
                        Optional.of(encoder),
                        Optional.empty(),
                        new GoldenSpec(
                                List.of(new GoldenCase(new GoldenInput.Zeros(), List.of(0), List.of(0.5))), 1e-4)));
    }

    private void bag(ModelPack pack, int slide, float first, float second) {
        BagHeader header = new BagHeader(
                "%064x".formatted(slide),
                pack.id(),
                2,
                TilingSpec.of(224, 0.5),
                new BagGrid(9, 9, 0, false, 0.5, 0.5, 0.5),
                "tissue/1",
                "direct",
                List.of("benign", "G3"));
        try (FeatureBagWriter writer = FeatureBagWriter.create(temp.resolve("bags"), header)) {
            writer.append(
                    List.of(new TileFrame(new TileAddress(0, 0), 0, 0, 224, 224)),
                    new TileOutput(
                            new FeatureMatrix(new float[] {first, second}, 1, 2),
                            Optional.of(new FeatureMatrix(new float[] {0.5f, 0.5f}, 1, 2))));
            writer.commit();
        }
    }

    @Test
    void theLimitIsTheMeanAndThreeDeviationsOfTheSlidesDistances() {
        ModelPack pack = classifier();
        // Off by d of the first feature, in deviations of 0.5, the second as in training: distances are d.
        double[] off = {0.1, 0.2, 0.3, 0.4, 0.5};
        for (int slide = 0; slide < off.length; slide++) {
            bag(pack, slide, (float) (1 + off[slide]), 3);
        }

        CalibratedClassifier found = CalibratedClassifier.of(pack, temp.resolve("bags"));
        ModelPack written = found.write(temp.resolve("new"), "1.0.0+here", "Figures.");

        // Mean 0.3; squares 2 * (0.04 + 0.01) over 4 are 0.025, so the deviation is 0.158114.
        assertThat(found.limit()).isCloseTo(0.3 + 3 * 0.158114, within(1e-5));
        assertThat(TrainingNormFile.spec(written).orElseThrow().limit()).isEqualTo(found.limit());
        assertThat(written.id().sha256()).isNotEqualTo(pack.id().sha256());
        assertThat(new String(written.read("MODEL_CARD.md"), StandardCharsets.UTF_8))
                .contains("# A card", "Figures.");
        assertThat(TrainingNormFile.read(written).orElseThrow().distance(new double[] {1.5, 3}))
                .isCloseTo(0.5, within(1e-6));
    }

    @Test
    void fewSlidesAreRefused() {
        ModelPack pack = classifier();
        bag(pack, 0, 1, 3);

        assertThatThrownBy(() -> CalibratedClassifier.of(pack, temp.resolve("bags")))
                .isInstanceOf(CalibrationException.class)
                .hasMessageContaining("1 slides are too few")
                .hasMessageContaining("it takes " + NormLimit.LEAST_SLIDES);
    }
}
