package org.acinus.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.acinus.cli.PandaScores;
import org.acinus.mil.pack.ModelPack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/// Follows `models/PANDA.md`: every command of the page as it stands there, on drawn slides in PANDA's layout.
///
/// Only what would take days is changed: the encoder, the epochs, the folds. `acinus.panda.slides` and
/// `acinus.panda.epochs` take and train more; fewer than 50 slides to learn from are too few for `calibrate --bags`.
/// Only `acinus.panda.drawn` pictures are drawn, three of each grade; the other slides are files of the same pictures
/// with other bytes, so other slides to every command of the page. The profile `long` draws each its own.
class PandaPageIT {
    private static final int SLIDES = Integer.getInteger("acinus.panda.slides", 60);
    private static final int DRAWN = Integer.getInteger("acinus.panda.drawn", 18);
    private static final int EPOCHS = Integer.getInteger("acinus.panda.epochs", 3);
    private static final int MINUTES = 20;
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```bash\\n(.*?)^```$");

    /// Row whose score contradicts its grade; the header is line 1.
    private static final int CONTRADICTION = 3;

    @TempDir
    private Path folder;

    private final Path root = Path.of(System.getProperty("acinus.root"));

    @Test
    void everyCommandOfThePageWorksInItsOrder(TestReporter reporter) throws Exception {
        Files.createSymbolicLink(folder.resolve("acinus"), root.resolve("acinus"));
        drawSlidesInPandasLayout();
        StringBuilder output = new StringBuilder();

        for (String block : blocks()) {
            output.append(bash(block));
        }
        String said = output.toString();
        reporter.publishEntry("what the page's commands say", said);

        assertThat(said)
                .contains("learn.csv, line " + (CONTRADICTION + 1) + ":", "Gleason 4+3 is ISUP 3, but the row says");
        ModelPack pack = ModelPack.open(folder.resolve("heads/panda-isup-calibrated"));
        assertThat(pack.head().calibration()).isPresent();
        assertThat(pack.manifest().licence().commercialUse()).isFalse();
        assertThat(folder.resolve("panda.html")).content().contains("karolinska", "radboud");
        int heldOut = Files.readAllLines(folder.resolve("test.csv")).size() - 1;
        assertThat(heldOut).isPositive();
        assertThat(Files.readAllLines(folder.resolve("said/slides.csv"))).hasSize(heldOut + 1);
        assertThat(folder.resolve("test.html")).isNotEmptyFile();
    }

    /// The page's blocks that are marked as commands, changed as little as a test needs.
    private List<String> blocks() throws IOException {
        String page = Files.readString(root.resolve("models/PANDA.md"));
        String text = page;
        for (List<String> change : List.of(
                List.of("--pack ENCODER", "--pack lite0"),
                List.of("--epochs 40", "--epochs " + EPOCHS),
                List.of("--folds 5", "--folds 3"))) {
            assertThat(text).contains(change.getFirst());
            text = text.replace(change.getFirst(), change.getLast());
        }
        List<String> blocks =
                BLOCK.matcher(text).results().map(found -> found.group(1)).toList();
        assertThat(String.join("", blocks)).contains("awk", "acinus features", "acinus train", "acinus run");
        assertThat(page.lines().filter(line -> line.startsWith("./acinus")))
                .as("commands outside of a block that is marked bash")
                .hasSize(Math.toIntExact(String.join("", blocks)
                        .lines()
                        .filter(line -> line.startsWith("./acinus"))
                        .count()));
        return blocks;
    }

    private void drawSlidesInPandasLayout() throws Exception {
        bash("./acinus synth cohort --slides " + Math.min(DRAWN, SLIDES) + " --task isup --seed 7 --out drawn");
        Path images = Files.createDirectories(folder.resolve("panda/train_images"));
        List<String> rows = new ArrayList<>(List.of("image_id,data_provider,isup_grade,gleason_score"));
        List<String> labels = Files.readAllLines(folder.resolve("drawn/labels.csv"));
        for (int slide = 0; slide < SLIDES; slide++) {
            String[] fields = labels.get(1 + slide % (labels.size() - 1)).split(",", -1);
            int grade = Integer.parseInt(fields[1]);
            int site = rows.size() % 2;
            String image = String.format(Locale.ROOT, "%032x", rows.size());
            Path file = Files.copy(folder.resolve("drawn/slides").resolve(fields[0]), images.resolve(image + ".tiff"));
            // After the picture, where no reader looks: the file's hash, by which slides are known, is its own.
            Files.writeString(file, image, StandardOpenOption.APPEND);
            String score = rows.size() == CONTRADICTION
                    ? "4+3"
                    : PandaScores.BY_GRADE.get(grade).get(site);
            rows.add(String.join(",", image, site == 0 ? "karolinska" : "radboud", "" + grade, score));
        }
        Files.write(folder.resolve("panda/train.csv"), rows);
    }

    private String bash(String script) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "block", ".txt");
        ProcessBuilder builder = new ProcessBuilder("bash", "-euo", "pipefail", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        Launcher.prepare(builder);
        Process process = builder.start();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("within " + MINUTES + " minutes this did not end: " + script);
        }
        String said = Files.readString(out);
        assertThat(process.exitValue()).as(script + said).isZero();
        return said;
    }
}
