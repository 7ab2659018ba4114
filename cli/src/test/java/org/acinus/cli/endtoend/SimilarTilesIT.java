package org.acinus.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.acinus.mil.FeatureMatrix;
import org.acinus.mil.features.BagIndex;
import org.acinus.mil.features.FeatureBag;
import org.acinus.mil.features.FeatureBagReader;
import org.acinus.tiling.TileAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Known slides, from drawing them to the pictures on a report.
class SimilarTilesIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    /// A tile, the first neighbours and their gaps, as `similar.png` lays them out: left edges.
    private static final int[] CELLS = {24, 24 + 242, 24 + 484};

    private static final int SIDE = 232;
    private static final List<String> PICTURES =
            List.of("similar.png", "similar.json", "similar.csv", "montage.png", "report.pdf");

    @TempDir
    private Path folder;

    private Launcher acinus;

    @Test
    void theLoudestTilesAreShownBesideTheNearestOfOtherPatients() throws Exception {
        acinus = new Launcher(folder);
        Path cohort = folder.resolve("cohort");
        Path bags = folder.resolve("bags");
        Path known = folder.resolve("known.json");
        requireOk("synth", "cohort", "--slides", "6", "--task", "binary", "--seed", "3", "--out", cohort.toString());
        Path slides = cohort.resolve("slides");
        Path labels = cohort.resolve("labels.csv");
        requireOk("features", slides.toString(), "--pack", "lite0", "--out", bags.toString());
        requireThatTheStrongestTilesMatterMost(bags);
        requireOk(
                "similar",
                "index",
                "--bags",
                bags.toString(),
                "--labels",
                labels.toString(),
                "--slides",
                slides.toString(),
                "--out",
                known.toString());
        Path workspace = folder.resolve("workspace");
        String slide = "SYNTHETIC-006.svs";
        String[] run = {
            "run", slides.resolve(slide).toString(), "-w", workspace.toString(), "--similar", known.toString()
        };
        requireOk(run);

        Path results = workspace.resolve("results").resolve(slide);
        JsonNode similar = JSON.readTree(results.resolve("similar.json").toFile());
        assertThat(similar.get("demo").asBoolean()).isTrue();
        assertThat(similar.get("notice").asText()).contains("Research use only");
        assertThat(similar.get("case_known").asBoolean()).isTrue();
        requireTheNearestOfOtherPatients(similar, bags, labels, slide);
        requirePixelsOfTheNeighbours(similar, results.resolve("similar.png"), slides);
        assertThat(Files.readAllLines(results.resolve("similar.csv"))).hasSizeGreaterThan(6);
        requireTheLoudestTileFirst(results, slides.resolve(slide));
        requireTheSameOfACopy(slides.resolve(slide), run);
        assertThat(Files.readString(results.resolve("report.html"))).contains("Similar tiles of known slides");

        requireRefusalOfAnotherPack(known, run);
        requireNoneWithoutAReport(run, results);
        requireThemFromTheResult(run, results);
    }

    private void requireOk(String... arguments) throws IOException, InterruptedException {
        Launcher.Ended ended = acinus.run(arguments);
        assertThat(ended.exitCode()).as(ended.err()).isZero();
    }

    /// What the heatmap shows are the head's reasons: without its strongest tiles a slide's log-odds of cancer fall
    /// by more than without as many random ones.
    private void requireThatTheStrongestTilesMatterMost(Path bags) throws Exception {
        Launcher.Ended ended =
                acinus.run("bench", "deletion", "--bags", bags.toString(), "--pack", "demo-head", "--json");
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        JsonNode deletion = JSON.readTree(ended.out());
        assertThat(deletion.get("called_cancer").asInt()).isPositive();
        assertThat(deletion.get("top_falls_more").asInt())
                .isEqualTo(deletion.get("called_cancer").asInt());
        assertThat(deletion.get("fall_by_top").asDouble())
                .isGreaterThan(deletion.get("fall_by_random").asDouble());
    }

    /// Every pair of tiles, in doubles.
    private static void requireTheNearestOfOtherPatients(JsonNode similar, Path bags, Path labels, String slide)
            throws IOException {
        Map<String, String[]> rows = new HashMap<>();
        for (String line : Files.readAllLines(labels)) {
            rows.put(line.split(",", -1)[0], line.split(",", -1));
        }
        Map<String, String> hashes = BagIndex.read(bags);
        FeatureBag own = bag(bags, hashes.get(slide));
        assertThat(similar.get("tiles").size()).isPositive();
        for (JsonNode tile : similar.get("tiles")) {
            int row =
                    own.tiles().stream().map(frame -> frame.address()).toList().indexOf(address(tile));
            for (String kind : List.of("benign", "cancer")) {
                JsonNode first = tile.get(kind).get(0);
                String label = kind.equals("cancer") ? "1" : "0";
                double least = Double.POSITIVE_INFINITY;
                String nearest = "";
                for (String[] other : rows.values()) {
                    if (other[1].equals(label) && !other[2].equals(rows.get(slide)[2])) {
                        FeatureBag bag = bag(bags, hashes.get(other[0]));
                        for (int i = 0; i < bag.tiles().size(); i++) {
                            double distance = distance(own.features(), row, bag.features(), i);
                            if (distance < least) {
                                least = distance;
                                nearest = other[0] + bag.tiles().get(i).address();
                            }
                        }
                    }
                }
                assertThat(first.get("slide").asText() + address(first)).isEqualTo(nearest);
                assertThat(first.get("distance").asDouble()).isCloseTo(least, within(1e-5));
            }
        }
    }

    private static TileAddress address(JsonNode tile) {
        return new TileAddress(tile.get("column").asInt(), tile.get("row").asInt());
    }

    private static FeatureBag bag(Path bags, String sha256) throws IOException {
        try (Stream<Path> files = Files.list(bags)) {
            return FeatureBagReader.read(
                    files.filter(file -> file.getFileName().toString().startsWith(sha256))
                            .findFirst()
                            .orElseThrow());
        }
    }

    private static double distance(FeatureMatrix a, int rowA, FeatureMatrix b, int rowB) {
        double product = 0;
        double squareA = 0;
        double squareB = 0;
        for (int i = 0; i < a.dimension(); i++) {
            product += (double) a.at(rowA, i) * b.at(rowB, i);
            squareA += (double) a.at(rowA, i) * a.at(rowA, i);
            squareB += (double) b.at(rowB, i) * b.at(rowB, i);
        }
        return 1 - product / Math.sqrt(squareA * squareB);
    }

    /// The first three pictures have the mean colours of the regions that the file names.
    private void requirePixelsOfTheNeighbours(JsonNode similar, Path picture, Path slides) throws Exception {
        BufferedImage shown = ImageIO.read(picture.toFile());
        JsonNode tile = similar.get("tiles").get(0);
        List<JsonNode> tiles =
                List.of(tile, tile.get("benign").get(0), tile.get("cancer").get(0));
        int top = topOfCells(shown);
        for (int i = 0; i < tiles.size(); i++) {
            JsonNode at = tiles.get(i);
            String file = at.has("slide") ? at.get("slide").asText() : "SYNTHETIC-006.svs";
            BufferedImage region = region(
                    slides.resolve(file), at.get("x0").asText(), at.get("y0").asText(), "region-" + i);
            List<Double> expected = mean(region, 0, 0, 224);
            List<Double> drawn = mean(shown, CELLS[i], top, SIDE);
            for (int channel = 0; channel < 3; channel++) {
                assertThat(drawn.get(channel)).as("cell %d", i).isCloseTo(expected.get(channel), within(3.0));
            }
        }
    }

    private BufferedImage region(Path slide, String x0, String y0, String name) throws Exception {
        Path png = folder.resolve(name + ".png");
        requireOk(
                "region",
                slide.toString(),
                "--x",
                x0,
                "--y",
                y0,
                "--level",
                "0",
                "--width",
                "224",
                "--height",
                "224",
                "--out",
                png.toString());
        return ImageIO.read(png.toFile());
    }

    /// Where the first grey frame begins: below it are the pictures.
    private static int topOfCells(BufferedImage image) {
        for (int y = 0; y < image.getHeight(); y++) {
            if ((image.getRGB(CELLS[0] + SIDE / 2, y) & 0xFFFFFF) == 0x616161
                    && (image.getRGB(CELLS[0] + SIDE / 4, y) & 0xFFFFFF) == 0x616161) {
                return y;
            }
        }
        throw new AssertionError("no frame");
    }

    /// Away from the frame, and from the scale bar at the lower left.
    private static List<Double> mean(BufferedImage image, int left, int top, int side) {
        double[] sums = new double[3];
        int count = 0;
        for (int y = side / 20; y < side * 7 / 10; y++) {
            for (int x = side / 20; x < side * 19 / 20; x++) {
                int rgb = image.getRGB(left + x, top + y);
                sums[0] += rgb >> 16 & 255;
                sums[1] += rgb >> 8 & 255;
                sums[2] += rgb & 255;
                count++;
            }
        }
        return List.of(sums[0] / count, sums[1] / count, sums[2] / count);
    }

    /// The montage begins with the tile that contributes most, as the table of tiles has it.
    private void requireTheLoudestTileFirst(Path results, Path slide) throws Exception {
        List<String> lines = Files.readAllLines(results.resolve("tiles.csv"));
        String[] loudest = lines.stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .filter(cells -> cells[15].equals("SCORED"))
                .max(Comparator.comparingDouble(cells -> Double.parseDouble(cells[8])))
                .orElseThrow();
        BufferedImage region = region(slide, loudest[2], loudest[3], "loudest");
        BufferedImage montage = ImageIO.read(results.resolve("montage.png").toFile());
        // Below the banner, the title, two lines, the notice and the row's title.
        List<Double> drawn = mean(montage, 24, 44 + 24 + 4 * 28 + 12 + 48, SIDE);
        List<Double> expected = mean(region, 0, 0, 224);
        for (int channel = 0; channel < 3; channel++) {
            assertThat(drawn.get(channel)).isCloseTo(expected.get(channel), within(3.0));
        }
    }

    /// A second file of the same bytes has its result from the first and its pictures from the first one's bag, and
    /// neither the first nor its patient's other slides are known slides to it.
    private void requireTheSameOfACopy(Path slide, String[] run) throws Exception {
        Path copy = Files.createDirectories(folder.resolve("copies")).resolve("copy.svs");
        Files.copy(slide, copy);
        List<String> arguments = new ArrayList<>(List.of(run));
        arguments.set(1, copy.toString());
        requireOk(arguments.toArray(String[]::new));
        Path results = folder.resolve("workspace/results/copy.svs");
        assertThat(results).isDirectoryContaining("glob:**/montage.png");
        JsonNode similar = JSON.readTree(results.resolve("similar.json").toFile());
        assertThat(similar.get("case_known").asBoolean()).isTrue();
        assertThat(similar.findValuesAsText("slide")).isNotEmpty().doesNotContain("SYNTHETIC-006.svs");
    }

    private void requireRefusalOfAnotherPack(Path known, String[] run) throws Exception {
        String other =
                JSON.readTree(known.toFile()).get("encoder").get("sha256").asText();
        Path foreign = folder.resolve("foreign.json");
        Files.writeString(foreign, Files.readString(known).replace(other, "0".repeat(64)));
        List<String> arguments = new ArrayList<>(List.of(run));
        arguments.set(arguments.size() - 1, foreign.toString());
        Launcher.Ended refused = acinus.run(arguments.toArray(String[]::new));
        assertThat(refused.exitCode()).isEqualTo(3);
        assertThat(refused.err()).contains("the reference slides were embedded by lite0");
    }

    private void requireNoneWithoutAReport(String[] run, Path results) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(run));
        arguments.addAll(List.of("--no-report", "--force"));
        requireOk(arguments.toArray(String[]::new));
        for (String file : PICTURES) {
            assertThat(results.resolve(file)).doesNotExist();
        }
        assertThat(Files.readString(results.resolve("report.html"))).doesNotContain("Similar tiles");
    }

    /// What was left out is written from the result and the features that there are: the run's times stay.
    private void requireThemFromTheResult(String[] run, Path results) throws Exception {
        JsonNode before = JSON.readTree(results.resolve("result.json").toFile());
        List<String> arguments = new ArrayList<>(List.of(run));
        arguments.add("--redraw");
        requireOk(arguments.toArray(String[]::new));
        for (String file : PICTURES) {
            assertThat(results.resolve(file)).exists();
        }
        assertThat(JSON.readTree(results.resolve("result.json").toFile())).isEqualTo(before);
    }
}
