package org.acinus.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.acinus.wsi.ProstateFields;
import org.acinus.wsi.SharedData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The published Gleason classifier, imported as a user imports it, on real tissue: by its tiles alone, and with a head
/// on its features that says the opposite.
class GleasonCascadeIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double SPACING = 0.5;

    @TempDir
    private Path folder;

    private Launcher acinus;
    private Path workspace;
    private Path prostate;

    @BeforeEach
    void importTheClassifier() throws Exception {
        Path weights = SharedData.require("models/arvaniti-gleason/MobileNet_Gleason_weights.h5");
        acinus = new Launcher(folder);
        workspace = folder.resolve("workspace");
        prostate = Files.createDirectories(folder.resolve("prostate"));
        for (String field : List.of("test103", "test104", "test105")) {
            ProstateFields.wrap(ProstateFields.image(field), SPACING, prostate.resolve(field + ".svs"));
        }
        requireOk("packs", "import-keras", weights.toString(), "--workspace", workspace.toString());
    }

    private void requireOk(String... arguments) throws IOException, InterruptedException {
        Launcher.Ended ended = acinus.run(arguments);
        assertThat(ended.exitCode()).as(ended.err()).isZero();
    }

    private JsonNode result(String slide) throws IOException {
        return JSON.readTree(
                workspace.resolve("results/" + slide + "/result.json").toFile());
    }

    private String page(String slide) throws IOException {
        return Files.readString(workspace.resolve("results/" + slide + "/report.html"));
    }

    @Test
    void tilesAloneGradeProstateAndLeaveSkinToAPerson() throws Exception {
        requireOk(
                "run",
                prostate.resolve("test103.svs").toString(),
                SharedData.cmuSlide().toString(),
                "-w",
                workspace.toString(),
                "--pack",
                "gleason-mobilenet");

        JsonNode graded = result("test103.svs");
        assertThat(graded.get("outcome").asText()).isEqualTo("CANCER");
        assertThat(graded.get("isup_grade").asInt()).isBetween(1, 5);
        assertThat(graded.get("gleason_score").asText()).matches("[345]\\+[345]");
        assertThat(graded.at("/tumour/tissue_share").asDouble()).isBetween(0.5, 1.0);
        assertThat(graded.get("isup_probabilities").isNull()).isTrue();
        assertThat(graded.at("/pack/licence").asText()).isEqualTo("GPL-3.0-only");
        assertThat(page("test103.svs"))
                .contains("not assessed: the grade group follows from patterns of tiles")
                .contains("<td class=\"name\">Gleason score</td><td>"
                        + graded.get("gleason_score").asText())
                .contains("gleason-mobilenet", "GPL-3.0-only");
        assertThat(workspace.resolve("results/test103.svs")).isDirectoryContaining("glob:**/montage.png");
        assertThat(Files.readAllLines(workspace.resolve("results/test103.svs/tiles.csv"))
                        .get(1)
                        .split(",", -1)[11])
                .as("p_g3")
                .isNotEmpty();

        JsonNode skin = result("CMU-1-Small-Region.svs");
        assertThat(skin.get("outcome").asText()).isEqualTo("NEEDS_REVIEW");
        assertThat(skin.get("review_reason").asText()).contains("the tissue is unlike the training slides");
    }

    /// The head has learnt that prostate is benign and skin is not.
    @Test
    void aHeadThatContradictsTheTilesLeavesTheSlideToAPerson() throws Exception {
        Path slides = Files.createDirectories(folder.resolve("slides"));
        List<String> labels = new ArrayList<>(List.of("slide,label"));
        for (String field : List.of("test103", "test104", "test105")) {
            Files.copy(prostate.resolve(field + ".svs"), slides.resolve(field + ".svs"));
            labels.add(field + ".svs,0");
        }
        for (int seed = 1; seed <= 3; seed++) {
            String name = "skin-" + seed + ".svs";
            requireOk(
                    "synth",
                    "slide",
                    "--width",
                    "2000",
                    "--height",
                    "2000",
                    "--from",
                    SharedData.cmuSlide().toString(),
                    "--seed",
                    "" + seed,
                    "--out",
                    slides.resolve(name).toString());
            labels.add(name + ",1");
        }
        Path csv = Files.write(folder.resolve("labels.csv"), labels);
        Path packs = workspace.resolve("packs");
        Path bags = folder.resolve("bags");
        Path head = folder.resolve("contrary");
        requireOk(
                "features",
                slides.toString(),
                "--packs",
                packs.toString(),
                "--pack",
                "gleason-mobilenet",
                "--out",
                bags.toString());
        requireOk(
                "train",
                "--bags",
                bags.toString(),
                "--labels",
                csv.toString(),
                "--task",
                "binary",
                "--folds",
                "2",
                "--epochs",
                "60",
                "--out",
                head.toString());
        requireOk("run", prostate.toString(), "-w", workspace.toString(), "--pack", head.toString());

        JsonNode disputed = result("test103.svs");
        assertThat(disputed.get("outcome").asText()).isEqualTo("NEEDS_REVIEW");
        assertThat(disputed.get("review_reason").asText())
                .contains("benign", disputed.get("gleason_score").asText() + ", grade group");
        assertThat(disputed.get("cancer_probability").asDouble()).isLessThan(0.5);
        assertThat(disputed.get("isup_grade").asInt()).isZero();
        assertThat(page("test103.svs")).contains("NEEDS REVIEW", "grade group");
    }
}
