package org.acinus.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.mil.calibrate.Calibration;
import org.acinus.mil.djl.HeadClassifier;
import org.acinus.mil.pack.ModelPack;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrateCommandTest {
    @TempDir
    private Path temp;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void trainAHead() throws IOException {
        Random random = new Random(3);
        StringBuilder bags = new StringBuilder();
        for (int bag = 0; bag < 120; bag++) {
            for (int instance = 0; instance < 3; instance++) {
                double told = instance == 0 ? 2.0 * (bag % 2) : 0;
                bags.append(String.format(
                        Locale.ROOT,
                        "%d,slide-%d,%.3f,%.3f%n",
                        bag % 2,
                        bag,
                        told + random.nextGaussian(),
                        random.nextGaussian()));
            }
        }
        Path file = Files.writeString(temp.resolve("bags.csv"), bags);
        assertThat(acinus(
                        "train",
                        "--bags",
                        "" + file,
                        "--task",
                        "binary",
                        "--folds",
                        "3",
                        "--epochs",
                        "8",
                        "--hidden",
                        "8",
                        "--attention",
                        "4",
                        "--threshold",
                        "0.6",
                        "--out",
                        path("head")))
                .as(err.toString())
                .isZero();
        out.getBuffer().setLength(0);
    }

    private int acinus(String... arguments) {
        return Main.execute(new PrintWriter(out), new PrintWriter(err), arguments);
    }

    private int calibrate(String... more) {
        List<String> arguments = new ArrayList<>(List.of("calibrate", "--pack", path("head")));
        arguments.addAll(Arrays.asList(more));
        return acinus(arguments.toArray(String[]::new));
    }

    private String path(String name) {
        return temp.resolve(name).toString();
    }

    @Test
    void aTrainedHeadIsCalibratedOnItsOwnOutOfFoldPredictions() throws IOException {
        assertThat(calibrate("--out", path("sure"), "--alpha", "0.2", "--json"))
                .as(err.toString())
                .isZero();

        JsonNode json = JsonMapper.builder().build().readTree(out.toString());
        assertThat(json.get("slides_fitted").intValue()
                        + json.get("slides_measured").intValue())
                .isEqualTo(120);
        ModelPack pack = ModelPack.open(temp.resolve("sure"));
        Calibration calibration = pack.head().calibration().orElseThrow();
        assertThat(calibration.slides()).isEqualTo(120);
        assertThat(calibration.scaling().temperature())
                .isEqualTo(json.get("scaling").get("temperature").doubleValue());
        assertThat(calibration.conformal().orElseThrow().alpha()).isEqualTo(0.2);
        assertThat(pack.manifest().version()).isEqualTo("1.0.0+calibrated");
        assertThat(new String(pack.read("MODEL_CARD.md"), StandardCharsets.UTF_8))
                .contains("## Calibration")
                .contains("temperature")
                .doesNotContain("slide-1");
        // The operating point stays: the threshold is mended like the probabilities.
        double temperature = calibration.scaling().temperature();
        double mended = 1 / (1 + Math.pow(0.4 / 0.6, 1 / temperature));
        assertThat(pack.head().cancerThreshold()).isCloseTo(mended, within(1e-9));
        try (HeadClassifier classifier = HeadClassifier.open(pack)) {
            assertThat(classifier.pack().version()).isEqualTo("1.0.0+calibrated");
        }
    }

    @Test
    void calibratingAgainReplacesTheCalibrationAndItsCard() {
        assertThat(calibrate("--out", path("one"))).as(err.toString()).isZero();

        assertThat(acinus(
                        "calibrate",
                        "--pack",
                        path("one"),
                        "--predictions",
                        path("head/predictions.csv"),
                        "--method",
                        "vector",
                        "--out",
                        path("two")))
                .as(err.toString())
                .isZero();

        ModelPack pack = ModelPack.open(temp.resolve("two"));
        assertThat(pack.manifest().version()).isEqualTo("1.0.0+calibrated");
        assertThat(new String(pack.read("MODEL_CARD.md"), StandardCharsets.UTF_8))
                .containsOnlyOnce("## Calibration")
                .contains("vector")
                .doesNotContain("temperature");
        assertThat(out.toString()).contains("Research use only; not a medical device.");
    }

    @Test
    void whatCannotBeCalibratedIsSaid() throws IOException {
        Files.writeString(temp.resolve("few.csv"), "slide,score,truth\na,0.1,0\nb,0.9,1\n");
        Files.createDirectories(temp.resolve("full"));

        assertThat(calibrate("--out", path("x"), "--predictions", path("few.csv")))
                .isEqualTo(ExitCode.INPUT.code());
        assertThat(calibrate("--out", path("full"))).isEqualTo(ExitCode.INPUT.code());
        assertThat(calibrate("--out", path("x"), "--alpha", "1.5")).isEqualTo(ExitCode.USAGE.code());
        Files.delete(temp.resolve("head/predictions.csv"));
        assertThat(calibrate("--out", path("x"))).isEqualTo(ExitCode.INPUT.code());
        assertThat(err.toString())
                .contains("at least 20, of both kinds")
                .contains("exists already")
                .contains("between 0 and 1")
                .contains("--predictions")
                .doesNotContain("defect");
        assertThat(temp.resolve("x")).doesNotExist();
    }
}
