package org.acinus.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.acinus.cli.terminal.Json;
import org.acinus.mil.FeatureMatrix;
import org.acinus.mil.PackId;
import org.acinus.mil.features.BagGrid;
import org.acinus.mil.features.BagHeader;
import org.acinus.mil.features.BagIndex;
import org.acinus.mil.features.FeatureBagWriter;
import org.acinus.mil.pack.ModelPack;
import org.acinus.tiling.TileAddress;
import org.acinus.tiling.TileFrame;
import org.acinus.tiling.TilingSpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands of `models/PANDA.md` on drawn bags and a `train.csv` in PANDA's layout, with its quirks: a benign
/// biopsy is "negative" at one site and "0+0" at the other, and one row contradicts itself. `PandaPageIT` follows the
/// page itself.
class PandaRecipeTest {
    private static final int SLIDES = 72;
    private static final int CONTRADICTION = 8;

    @TempDir
    private Path temp;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void drawACohort() throws IOException {
        Path bags = Files.createDirectories(temp.resolve("bags"));
        Random random = new Random(7);
        StringBuilder labels = new StringBuilder("image_id,data_provider,isup_grade,gleason_score\n");
        Map<String, String> index = new HashMap<>();
        for (int slide = 0; slide < SLIDES; slide++) {
            int grade = slide % 6;
            int site = slide / 6 % 2;
            String sha256 = String.format(Locale.ROOT, "%064x", slide + 1);
            String image = String.format(Locale.ROOT, "%032x", slide + 1);
            index.put(image + ".tiff", sha256);
            bag(bags, sha256, grade, random);
            String score = slide == CONTRADICTION
                    ? "4+3"
                    : PandaScores.BY_GRADE.get(grade).get(site);
            labels.append(image).append(site == 0 ? ",karolinska," : ",radboud,");
            labels.append(grade).append(',').append(score).append('\n');
        }
        BagIndex.add(bags, index);
        Files.writeString(temp.resolve("train.csv"), labels);
    }

    private static void bag(Path folder, String sha256, int grade, Random random) {
        BagHeader header = new BagHeader(
                sha256,
                new PackId("formula", "1.0.0", "c3".repeat(32)),
                3,
                new TilingSpec(224, 0.5, 0, 0.5, 0.02),
                new BagGrid(10, 1, 0, false, 0.5, 0.5, 0.5),
                "test/1",
                "openslide");
        try (FeatureBagWriter writer = FeatureBagWriter.create(folder, header)) {
            for (int i = 0; i < 6; i++) {
                float told = i == 0 && grade > 0 ? 3 : 0;
                float[] values = {
                    told + (float) random.nextGaussian() / 2,
                    told * grade / 3 + (float) random.nextGaussian() / 2,
                    (float) random.nextGaussian()
                };
                writer.append(
                        List.of(new TileFrame(new TileAddress(i, 0), 224L * i, 0, 224, 224)),
                        new FeatureMatrix(values, 1, 3));
            }
            writer.commit();
        }
    }

    private int acinus(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Main.execute(new PrintWriter(out), new PrintWriter(err), arguments);
    }

    private String path(String name) {
        return temp.resolve(name).toString();
    }

    private JsonNode said() {
        return Json.parse(out.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void trainEvaluateAndCalibrateReadThePandaTableAsItIs() {
        assertThat(acinus(
                        "train",
                        "--bags",
                        path("bags"),
                        "--labels",
                        path("train.csv"),
                        "--task",
                        "isup",
                        "--output",
                        "corn",
                        "--hidden",
                        "16",
                        "--attention",
                        "8",
                        "--learning-rate",
                        "5e-3",
                        "--epochs",
                        "12",
                        "--folds",
                        "3",
                        "--ensemble",
                        "folds",
                        "--licence",
                        "CC-BY-NC-SA-4.0",
                        "--out",
                        path("head"),
                        "--json"))
                .as(err.toString())
                .isZero();
        // The contradiction stands on line 10: the header is line 1.
        assertThat(err.toString())
                .contains("train.csv, line 10:", "Gleason 4+3 is ISUP 3, but the row says 2", "correct");
        assertThat(err.toString()).doesNotContain("negative");
        double kappa = said().get("qwk").asDouble();
        assertThat(kappa).isGreaterThan(0.7);
        assertThat(ModelPack.open(temp.resolve("head")).manifest().licence().commercialUse())
                .isFalse();

        assertThat(acinus(
                        "evaluate",
                        "--predictions",
                        path("head/predictions.csv"),
                        "--labels",
                        path("train.csv"),
                        "--task",
                        "isup",
                        "--resamples",
                        "200",
                        "--report",
                        path("panda.html"),
                        "--json"))
                .as(err.toString())
                .isZero();
        assertThat(said().get("n").asInt()).isEqualTo(SLIDES);
        assertThat(said().get("qwk").asDouble()).isCloseTo(kappa, within(1e-9));
        assertThat(out.toString()).contains("karolinska", "radboud");
        assertThat(temp.resolve("panda.html")).isNotEmptyFile();

        assertThat(acinus("calibrate", "--pack", path("head"), "--bags", path("bags"), "--out", path("calibrated")))
                .as(err.toString())
                .isZero();
        assertThat(ModelPack.open(temp.resolve("calibrated")).head().calibration())
                .isPresent();
    }

    @Test
    void aSiteIsLeftOutByDealingFoldsBySite() {
        assertThat(acinus(
                        "train",
                        "--bags",
                        path("bags"),
                        "--labels",
                        path("train.csv"),
                        "--task",
                        "isup",
                        "--hidden",
                        "8",
                        "--attention",
                        "4",
                        "--epochs",
                        "2",
                        "--folds",
                        "2",
                        "--folds-by-site",
                        "--out",
                        path("sites"),
                        "--json"))
                .as(err.toString())
                .isZero();
        assertThat(said().get("folds")).hasSize(2);
    }
}
