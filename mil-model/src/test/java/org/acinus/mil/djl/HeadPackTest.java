package org.acinus.mil.djl;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.acinus.mil.BagPrediction;
import org.acinus.mil.FeatureMatrix;
import org.acinus.mil.HeadOutput;
import org.acinus.mil.HeadShape;
import org.acinus.mil.djl.fit.DjlHeadTrainer;
import org.acinus.mil.djl.net.HeadNetwork;
import org.acinus.mil.pack.HeadTask;
import org.acinus.mil.pack.InvalidPackException;
import org.acinus.mil.pack.ModelPack;
import org.acinus.mil.pack.PackLicence;
import org.acinus.mil.train.HeadTraining;
import org.acinus.mil.train.TrainedHead;
import org.acinus.mil.train.TrainingListener;
import org.acinus.mil.train.TrainingPlan;
import org.acinus.mil.train.data.BagDataset;
import org.acinus.mil.train.data.LabelledBag;
import org.acinus.mil.train.data.TestingBags;
import org.acinus.mil.train.packing.HeadLabelling;
import org.acinus.mil.train.packing.HeadPackWriter;
import org.acinus.mil.train.recipe.FitOptions;
import org.acinus.mil.train.recipe.LabelHandling;
import org.acinus.mil.train.recipe.NetworkOptions;
import org.acinus.mil.train.recipe.StepOptions;
import org.acinus.mil.train.recipe.StoppingOptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From training to a pack on disk and back.
class HeadPackTest {
    private static final FitOptions OPTIONS = FitOptions.defaults("abmil", 1)
            .withNetwork(new NetworkOptions("abmil", 6, 3, 0.1, HeadOutput.SOFTMAX))
            .withSteps(StepOptions.DEFAULTS.withLearningRate(1e-3))
            .withStopping(new StoppingOptions(2, 5, 0));
    private static final HeadLabelling LABELLING = new HeadLabelling(
            "toy-head",
            "1.0.0",
            true,
            new PackLicence("Apache-2.0", true, true),
            0.5,
            0.1,
            Optional.of("Drawn by formula."),
            "0.1.0",
            Optional.empty());

    @TempDir
    private static Path temp;

    private static BagDataset data;
    private static ModelPack pack;

    @BeforeAll
    static void train() {
        data = TestingBags.planted(12, 6, 4, 1, 6);
        pack = HeadPackWriter.write(temp.resolve("head"), data, trained(), LABELLING);
    }

    private static TrainedHead trained() {
        return new HeadTraining(new DjlHeadTrainer())
                .run(data, new TrainingPlan(OPTIONS, 3, 2), TrainingListener.SILENT);
    }

    @Test
    void theSameTrainingGivesTheSamePackToTheByte() throws IOException {
        ModelPack again = HeadPackWriter.write(temp.resolve("again"), data, trained(), LABELLING);

        assertThat(again.id().sha256()).isEqualTo(pack.id().sha256());
        assertThat(Files.readString(again.folder().resolve("predictions.csv")))
                .isEqualTo(Files.readString(pack.folder().resolve("predictions.csv")));
    }

    @Test
    void aLoadedHeadAnswersAsTheTrainedOneDid() {
        TrainedHead head = trained();
        try (HeadClassifier loaded = HeadClassifier.open(ModelPack.open(pack.folder()));
                HeadNetwork fitted = HeadNetwork.frozen(
                        "abmil", new HeadShape(4, 2, 6, 3), head.members().getFirst())) {
            FeatureMatrix bag = data.bags().getFirst().features().get();

            BagPrediction prediction = loaded.classify(bag);

            assertThat(prediction).isEqualTo(fitted.predict(bag));
            assertThat(loaded.pack()).isEqualTo(pack.id());
        }
    }

    @Test
    void thePackSaysWhatItIsAndNamesNoSlide() throws IOException {
        assertThat(pack.manifest().demo()).isTrue();
        assertThat(pack.head().encoder()).isEqualTo(data.encoder());
        assertThat(pack.head().classes()).containsExactly("benign", "cancer");
        assertThat(pack.manifest().files()).containsOnlyKeys("head.safetensors", "train.json", "MODEL_CARD.md");
        String card = new String(pack.read("MODEL_CARD.md"), StandardCharsets.UTF_8);
        String record = new String(pack.read("train.json"), StandardCharsets.UTF_8);
        assertThat(card).contains("DEMO", "Drawn by formula.").contains("Research use only; not a medical device.");
        assertThat(card + record + Files.readString(pack.folder().resolve("pack.json")))
                .doesNotContain("bag3");
        JsonNode json = new ObjectMapper().readTree(record);
        assertThat(json.at("/options/seed").intValue()).isEqualTo(1);
        assertThat(json.at("/data/sha256").textValue()).isEqualTo(data.sha256());
        assertThat(json.at("/outOfFold/folds")).hasSize(6);
        assertThat(json.at("/folds").intValue()).isEqualTo(3);
        assertThat(json.at("/repeats").intValue()).isEqualTo(2);
    }

    @Test
    void thePredictionsHaveOneLineABag() throws IOException {
        List<String> lines = Files.readAllLines(pack.folder().resolve("predictions.csv"));

        assertThat(lines).hasSize(13);
        assertThat(lines.getFirst()).isEqualTo("slide,score,truth,p_benign,p_cancer,notice");
        assertThat(lines.get(1)).startsWith("bag0,").endsWith("research use only; not a medical device");
    }

    @Test
    void aHeadWithOtherWeightsIsRefused() throws IOException {
        Path folder = copy("changed");
        byte[] weights = Files.readAllBytes(folder.resolve("head.safetensors"));
        weights[weights.length - 2] ^= 1;
        Files.write(folder.resolve("head.safetensors"), weights);

        assertThatThrownBy(() -> ModelPack.open(folder)).isInstanceOf(InvalidPackException.class);
    }

    @Test
    void aHeadThatAnswersOtherwiseThanItsGoldenValuesIsRefused() throws IOException {
        Path folder = copy("golden");
        Path manifest = folder.resolve("pack.json");
        ObjectMapper json = new ObjectMapper();
        ObjectNode root = (ObjectNode) json.readTree(manifest.toFile());
        double value = root.at("/golden/cases/0/values/0").doubleValue();
        ((ArrayNode) root.at("/golden/cases/0/values")).set(0, value + 0.01);
        Files.writeString(manifest, root.toString());

        assertThatThrownBy(() -> HeadClassifier.open(ModelPack.open(folder)))
                .isInstanceOf(InvalidPackException.class)
                .hasMessageContaining("does not compute what its maker saw");
    }

    @Test
    void aHeadOfAnUnknownArchitectureIsRefused() throws IOException {
        Path folder = copy("unknown");
        Path manifest = folder.resolve("pack.json");
        Files.writeString(manifest, Files.readString(manifest).replace("\"abmil\"", "\"later\""));

        assertThatThrownBy(() -> HeadClassifier.open(ModelPack.open(folder)))
                .isInstanceOf(InvalidPackException.class)
                .hasMessageContaining("'later'")
                .hasMessageContaining("abmil, abmil-deep, attention");
    }

    @Test
    void gradesAreTrainedAndWrittenToo() throws IOException {
        BagDataset binary = TestingBags.planted(24, 3, 4, 1, 6);
        BagDataset grades = TestingBags.dataset(
                IntStream.range(0, 24)
                        .mapToObj(i -> new LabelledBag(
                                "bag" + i,
                                "bag" + i,
                                i % 6,
                                binary.bags().get(i).features()))
                        .toList(),
                4,
                HeadTask.ISUP);
        TrainedHead head = new HeadTraining(new DjlHeadTrainer())
                .run(grades, new TrainingPlan(OPTIONS, 2, 1), TrainingListener.SILENT);

        ModelPack written = HeadPackWriter.write(temp.resolve("isup"), grades, head, LABELLING);

        assertThat(head.report().kappa()).isPresent();
        assertThat(written.head().classes()).hasSize(6);
        assertThat(Files.readAllLines(written.folder().resolve("predictions.csv"))
                        .getFirst())
                .startsWith("slide,isup,truth,p_benign,p_isup1");
        try (HeadClassifier loaded = HeadClassifier.open(written)) {
            BagPrediction prediction =
                    loaded.classify(grades.bags().getFirst().features().get());
            assertThat(prediction.probabilities()).hasSize(6);
        }
    }

    @Test
    void anEnsembleIsOnePackWhoseAnswerIsTheMeanOfItsMembers() {
        TrainingPlan plan = new TrainingPlan(
                OPTIONS, 3, 1, new TrainingPlan.Ensemble.Folds(), Optional.empty(), LabelHandling.AS_GIVEN);
        TrainedHead head = new HeadTraining(new DjlHeadTrainer()).run(data, plan, TrainingListener.SILENT);

        ModelPack written = HeadPackWriter.write(temp.resolve("ensemble"), data, head, LABELLING);

        assertThat(written.head().members()).contains(3);
        FeatureMatrix bag = data.bags().getFirst().features().get();
        try (HeadClassifier loaded = HeadClassifier.open(ModelPack.open(written.folder()))) {
            BagPrediction said = loaded.classify(bag);

            assertThat(said.members()).hasSize(3);
            double sum = 0;
            for (int i = 0; i < 3; i++) {
                HeadShape shape = new HeadShape(4, 2, 6, 3);
                try (HeadNetwork member =
                        HeadNetwork.frozen("abmil", shape, head.members().get(i))) {
                    assertThat(said.members().get(i))
                            .isEqualTo(member.predict(bag).probabilities());
                    sum += member.predict(bag).probabilities().get(1);
                }
            }
            assertThat(said.probabilities().get(1)).isCloseTo(sum / 3, within(1e-12));
            assertThat(said.attention().stream().mapToDouble(Float::doubleValue).sum())
                    .isCloseTo(1, within(1e-5));
        }
    }

    @Test
    void anOrdinalHeadIsWrittenAndReadAsOne() {
        FitOptions ordinal = OPTIONS.withNetwork(new NetworkOptions("clam-sb", 6, 3, 0.1, HeadOutput.CORN));
        TrainedHead head = new HeadTraining(new DjlHeadTrainer())
                .run(data, new TrainingPlan(ordinal, 3, 1), TrainingListener.SILENT);

        ModelPack written = HeadPackWriter.write(temp.resolve("ordinal"), data, head, LABELLING);

        assertThat(written.head().output()).contains(HeadOutput.CORN);
        try (HeadClassifier loaded = HeadClassifier.open(written)) {
            assertThat(loaded.classify(data.bags().getFirst().features().get()).probabilities())
                    .hasSize(2);
        }
    }

    @Test
    void aFitBegunFromAHeadBeginsWhereThatEnded() {
        TrainedHead head = trained();
        TrainingPlan.WarmStart start = new TrainingPlan.WarmStart(pack.id(), head.members());
        FitOptions hardly = OPTIONS.withSteps(StepOptions.DEFAULTS.withLearningRate(1e-12));
        TrainingPlan plan = new TrainingPlan(
                hardly, 3, 1, TrainingPlan.Ensemble.ONE_HEAD, Optional.of(start), LabelHandling.AS_GIVEN);

        TrainedHead begun = new HeadTraining(new DjlHeadTrainer()).run(data, plan, TrainingListener.SILENT);

        float[] before =
                requireNonNull(head.members().getFirst().get("embed.weight")).toArray();
        float[] after =
                requireNonNull(begun.members().getFirst().get("embed.weight")).toArray();
        assertThat(after).containsExactly(before, within(1e-6f));
    }

    private static Path copy(String name) throws IOException {
        Path folder = Files.createDirectory(temp.resolve(name));
        for (String file : List.of("pack.json", "head.safetensors", "train.json", "MODEL_CARD.md")) {
            Files.copy(pack.folder().resolve(file), folder.resolve(file));
        }
        return folder;
    }

    @Test
    void anotherPackIsNotReplaced() {
        HeadLabelling other = new HeadLabelling(
                "other",
                "1.0.0",
                false,
                new PackLicence("Apache-2.0", true, true),
                0.5,
                0.1,
                Optional.of("Drawn by formula."),
                "0.1.0",
                Optional.empty());
        TrainedHead head = trained();

        assertThatThrownBy(() -> HeadPackWriter.write(pack.folder(), data, head, other))
                .isInstanceOf(InvalidPackException.class);
        assertThat(ModelPack.open(pack.folder()).id()).isEqualTo(pack.id());
    }
}
