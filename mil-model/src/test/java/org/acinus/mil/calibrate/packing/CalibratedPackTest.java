package org.acinus.mil.calibrate.packing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.acinus.mil.calibrate.Calibration;
import org.acinus.mil.calibrate.CalibrationCase;
import org.acinus.mil.calibrate.Scaling;
import org.acinus.mil.calibrate.novelty.Novelty;
import org.acinus.mil.calibrate.novelty.NoveltyFit;
import org.acinus.mil.pack.GoldenCase;
import org.acinus.mil.pack.GoldenInput;
import org.acinus.mil.pack.GoldenSpec;
import org.acinus.mil.pack.HeadSpec;
import org.acinus.mil.pack.HeadTask;
import org.acinus.mil.pack.InvalidPackException;
import org.acinus.mil.pack.ModelPack;
import org.acinus.mil.pack.NoveltyFile;
import org.acinus.mil.pack.PackKind;
import org.acinus.mil.pack.PackLicence;
import org.acinus.mil.pack.PackManifest;
import org.acinus.mil.pack.PackReference;
import org.acinus.mil.pack.PackWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibratedPackTest {
    @TempDir
    private Path temp;

    private ModelPack head() {
        HeadSpec spec = new HeadSpec(
                "abmil",
                "head.safetensors",
                new PackReference("tiny", "ab".repeat(32)),
                HeadTask.BINARY,
                List.of("benign", "cancer"),
                0.5,
                0.1,
                8,
                4);
        return PackWriter.write(
                temp.resolve("head"),
                Map.of("head.safetensors", "weights".getBytes(UTF_8), "MODEL_CARD.md", "# Card\n".getBytes(UTF_8)),
                hashes -> new PackManifest(
                        PackManifest.SCHEMA,
                        PackKind.HEAD,
                        "mine",
                        "1.0.0",
                        true,
                        new PackLicence("Apache-2.0", true, true),
                        List.of("made up"),
                        "MODEL_CARD.md",
                        hashes,
                        Optional.empty(),
                        Optional.of(spec),
                        new GoldenSpec(
                                List.of(new GoldenCase(new GoldenInput.Zeros(), List.of(0), List.of(0.5))), 1e-4)));
    }

    private static NoveltyFit learnt() {
        Random random = new Random(5);
        List<double[]> embeddings = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            double[] embedding = new double[12];
            Arrays.setAll(embedding, f -> f + random.nextGaussian());
            embeddings.add(embedding);
        }
        return NoveltyFit.of(embeddings, 0.05, 1);
    }

    private ModelPack calibrated(ModelPack head, String folder, NoveltyFit novelty) {
        Calibration calibration = new Calibration(
                100,
                Scaling.ofTemperature(1.5, 2),
                Optional.empty(),
                2,
                Optional.of(0.2),
                Optional.of(novelty.spec(NoveltyFile.NAME)));
        return CalibratedPack.write(
                head,
                temp.resolve(folder),
                CalibratedPack.version(head.manifest().version()),
                new CalibratedPack.Contents(
                        calibration, Optional.of(novelty.novelty()), 0.4, 0.02, "figures " + folder));
    }

    @Test
    void theNewPackKeepsTheHeadAndKnowsItsCalibration() {
        ModelPack head = head();

        ModelPack pack = calibrated(head, "sure", learnt());

        assertThat(pack.read("head.safetensors")).isEqualTo(head.read("head.safetensors"));
        assertThat(pack.manifest().golden()).isEqualTo(head.manifest().golden());
        assertThat(pack.manifest().demo()).isTrue();
        assertThat(pack.manifest().version()).isEqualTo("1.0.0+calibrated");
        assertThat(pack.id().sha256()).isNotEqualTo(head.id().sha256());
        assertThat(pack.head().cancerThreshold()).isEqualTo(0.4);
        assertThat(pack.head().reviewMargin()).isEqualTo(0.02);
        assertThat(pack.head().calibration().orElseThrow().memberDeviation()).hasValue(0.2);
        assertThat(new String(pack.read("MODEL_CARD.md"), UTF_8)).isEqualTo("# Card\n\n## Calibration\nfigures sure\n");
    }

    @Test
    void whatTrainingSlidesLookLikeComesBackFromThePack() {
        NoveltyFit learnt = learnt();
        double[] stranger = new double[12];

        Novelty read = NoveltyFile.read(calibrated(head(), "sure", learnt)).orElseThrow();

        assertThat(read.distance(stranger)).isCloseTo(learnt.novelty().distance(stranger), within(1e-4));
        assertThat(NoveltyFile.read(head())).isEmpty();
    }

    @Test
    void calibratingAgainReplacesEverything() {
        ModelPack once = calibrated(head(), "once", learnt());

        ModelPack twice = CalibratedPack.write(
                once,
                temp.resolve("twice"),
                CalibratedPack.version(once.manifest().version()),
                new CalibratedPack.Contents(
                        new Calibration(
                                50,
                                Scaling.ofTemperature(1, 2),
                                Optional.empty(),
                                2,
                                Optional.empty(),
                                Optional.empty()),
                        Optional.empty(),
                        0.5,
                        0.1,
                        "new"));

        assertThat(twice.manifest().version()).isEqualTo("1.0.0+calibrated");
        assertThat(twice.manifest().files()).doesNotContainKey(NoveltyFile.NAME);
        assertThat(new String(twice.read("MODEL_CARD.md"), UTF_8)).isEqualTo("# Card\n\n## Calibration\nnew\n");
    }

    @Test
    void aBrokenNoveltyFileIsRefused() throws Exception {
        ModelPack pack = calibrated(head(), "sure", learnt());
        Files.write(pack.folder().resolve(NoveltyFile.NAME), new byte[] {1, 2, 3});

        assertThatThrownBy(() -> NoveltyFile.read(pack)).isInstanceOf(InvalidPackException.class);
    }

    /// Grades: as many slides are called cancer after a vector scaling as before.
    @Test
    void theThresholdKeepsTheNumberOfCalls() {
        Random random = new Random(2);
        List<CalibrationCase> cases = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            double benign = random.nextDouble();
            double low = (1 - benign) * random.nextDouble();
            cases.add(new CalibrationCase("p" + i, 0, List.of(benign, low, 1 - benign - low)));
        }
        Scaling scaling = new Scaling(Scaling.Method.VECTOR, List.of(0.6, 1.1, 0.4), List.of(0.3, -0.2, 0.5));

        double threshold = MendedThreshold.of(cases, scaling, 0.35);

        long before = cases.stream()
                .filter(one -> 1 - one.probabilities().getFirst() >= 0.35)
                .count();
        long after = cases.stream()
                .filter(one -> 1 - scaling.apply(one.probabilities()).getFirst() >= threshold)
                .count();
        assertThat(after).isEqualTo(before);
        assertThat(MendedThreshold.of(cases, scaling, 1e-9)).isBetween(0.0, 1.0);
        assertThat(MendedThreshold.of(cases, scaling, 1 - 1e-9)).isLessThan(1);
    }
}
