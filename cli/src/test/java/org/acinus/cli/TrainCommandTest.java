package org.acinus.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.acinus.mil.BagPrediction;
import org.acinus.mil.FeatureMatrix;
import org.acinus.mil.djl.HeadClassifier;
import org.acinus.mil.pack.ModelPack;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {
    @TempDir
    private Path temp;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void writeBags() throws IOException {
        bags("binary.csv", 2);
        bags("isup.csv", 6);
    }

    /// Thirty bags of four instances; one instance of each bag tells the label.
    private void bags(String name, int classes) throws IOException {
        Random random = new Random(3);
        StringBuilder text = new StringBuilder();
        for (int bag = 0; bag < 30; bag++) {
            int label = bag % classes;
            for (int instance = 0; instance < 4; instance++) {
                double told = instance == 0 ? 4.0 * label : 0;
                text.append(String.format(
                        Locale.ROOT,
                        "%d,slide-%d,%.3f,%.3f%n",
                        label,
                        bag,
                        told + random.nextGaussian(),
                        random.nextGaussian()));
            }
        }
        Files.writeString(temp.resolve(name), text);
    }

    private int train(String bags, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "train",
                "--bags",
                temp.resolve(bags).toString(),
                "--folds",
                "3",
                "--epochs",
                "3",
                "--hidden",
                "8",
                "--attention",
                "4"));
        arguments.addAll(Arrays.asList(more));
        return Main.execute(new PrintWriter(out), new PrintWriter(err), arguments.toArray(String[]::new));
    }

    private String head(String name) {
        return temp.resolve(name).toString();
    }

    @Test
    void jsonHoldsTheContract() throws IOException {
        int exit = train("binary.csv", "--task", "binary", "--repeats", "2", "--out", head("h"), "--json");

        assertThat(exit).as(err.toString()).isZero();
        JsonNode json = JsonMapper.builder().build().readTree(out.toString());
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("accuracy", "accuracy_sd", "auc", "auc_ci95", "folds", "seconds");
        assertThat(json.get("auc_ci95")).hasSize(2);
        assertThat(json.get("folds")).hasSize(6);
        assertThat(json.get("folds").get(5).get("repeat").intValue()).isEqualTo(2);
        assertThat(json.get("folds").get(5).get("fold").intValue()).isEqualTo(3);
        assertThat(err.toString()).contains("[6/6] repeat 2, fold 3");
    }

    @Test
    void theWrittenHeadRuns() {
        assertThat(train("isup.csv", "--task", "isup", "--out", head("my-head"), "--demo", "--licence", "Apache-2.0"))
                .as(err.toString())
                .isZero();

        assertThat(out.toString())
                .contains("kappa")
                .contains("my-head 1.0.0 (DEMO)")
                .contains("Research use only; not a medical device.");
        ModelPack pack = ModelPack.open(temp.resolve("my-head"));
        assertThat(pack.manifest().demo()).isTrue();
        assertThat(pack.manifest().licence().redistribution()).isTrue();
        try (HeadClassifier classifier = HeadClassifier.open(pack)) {
            BagPrediction prediction = classifier.classify(new FeatureMatrix(new float[] {1, 2, 3, 4}, 2, 2));
            assertThat(prediction.probabilities()).hasSize(6);
        }
    }

    @Test
    void aHeadIsPrivateAndItsClassesBalancedUnlessAskedOtherwise() {
        assertThat(train("binary.csv", "--task", "binary", "--out", head("h"))).isZero();
        assertThat(train("binary.csv", "--task", "binary", "--out", head("i"), "--balance", "none"))
                .isZero();

        ModelPack pack = ModelPack.open(temp.resolve("h"));
        assertThat(pack.manifest().licence().redistribution()).isFalse();
        assertThat(new String(pack.read("train.json"), StandardCharsets.UTF_8)).contains("\"balanced\" : true");
        ModelPack other = ModelPack.open(temp.resolve("i"));
        assertThat(new String(other.read("train.json"), StandardCharsets.UTF_8)).contains("\"balanced\" : false");
    }

    @Test
    void theRecipeForClassicSetsIsReadFromItsFile() throws IOException {
        int exit = Main.execute(
                new PrintWriter(out),
                new PrintWriter(err),
                "train",
                "@../models/recipes/classic-mil.txt",
                "--bags",
                temp.resolve("binary.csv").toString(),
                "--task",
                "binary",
                "--folds",
                "2",
                "--out",
                head("h"));

        assertThat(exit).as(err.toString()).isZero();
        JsonNode options = JsonMapper.builder()
                .build()
                .readTree(ModelPack.open(temp.resolve("h")).read("train.json"))
                .get("options");
        assertThat(options.get("architecture").textValue()).isEqualTo("attention-deep");
        assertThat(options.get("optimizer").textValue()).isEqualTo("sgd");
        assertThat(options.get("learningRate").doubleValue()).isEqualTo(1e-4);
        assertThat(options.get("balanced").booleanValue()).isFalse();
        assertThat(options.get("epochs").intValue()).isEqualTo(100);
    }

    @Test
    void whatCannotWorkIsSaidBeforeTraining() throws IOException {
        assertThat(train("binary.csv", "--task", "binary", "--out", head("h"), "--model", "magic"))
                .isEqualTo(ExitCode.USAGE.code());
        assertThat(train("binary.csv", "--task", "binary", "--out", head("h"), "--repeats", "0"))
                .isEqualTo(ExitCode.USAGE.code());
        String bags = temp.resolve("binary.csv").toString();
        assertThat(Main.execute(
                        new PrintWriter(out),
                        new PrintWriter(err),
                        "train",
                        "--bags",
                        bags,
                        "--task",
                        "binary",
                        "--folds",
                        "31",
                        "--out",
                        head("h")))
                .isEqualTo(ExitCode.USAGE.code());
        assertThat(train("binary.csv", "--task", "binary", "--out", head("h"), "--name", "Not A Name"))
                .isEqualTo(ExitCode.USAGE.code());
        assertThat(train("binary.csv", "--task", "binary", "--out", head("h"), "--dropout", "2"))
                .isEqualTo(ExitCode.USAGE.code());
        assertThat(train("isup.csv", "--task", "binary", "--out", head("h"))).isEqualTo(ExitCode.INPUT.code());
        assertThat(train("nothing.csv", "--task", "binary", "--out", head("h"))).isEqualTo(ExitCode.INPUT.code());
        Files.createDirectories(temp.resolve("full/inside"));
        assertThat(train("binary.csv", "--task", "binary", "--out", head("full")))
                .isEqualTo(ExitCode.INPUT.code());
        assertThat(train(".", "--task", "binary", "--out", head("h"))).isEqualTo(ExitCode.USAGE.code());
        assertThat(err.toString())
                .contains(
                        "--model is one of abmil, abmil-deep, attention, attention-deep, clam-mb, clam-sb, dsmil, max, mean, transmil, not 'magic'")
                .contains("--folds must be at least 2, and --repeats at least 1")
                .contains("--folds 31 is more than there are patients (or sites, or groups), 30")
                .contains("lower-case letters")
                .contains("dropout must be 0 to below 1")
                .contains("line 9: label 2, but task binary has labels 0 to 1")
                .contains("nothing.csv does not exist")
                .contains("holds something already")
                .contains("a folder of bags needs --labels")
                .doesNotContain("defect");
        assertThat(temp.resolve("h")).doesNotExist();
    }
}
