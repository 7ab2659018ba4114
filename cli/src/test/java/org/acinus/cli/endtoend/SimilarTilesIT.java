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
        assertThat(Files.readString(results.resolve("report.html"))).contains("Similar tiles of known slides");

        requireRefusalOfAnotherPack(known, run);
        requireNoneWithoutAReport(run, results);
    }

    private void requireOk(String... arguments) throws IOException, InterruptedException {
        Launcher.Ended ended = acinus.run(arguments);
        assertThat(ended.exitCode()).as(ended.err()).isZero();
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
            Path png = folder.resolve("region-" + i + ".png");
            requireOk(
                    "region",
                    slides.resolve(file).toString(),
                    "--x",
                    at.get("x0").asText(),
                    "--y",
                    at.get("y0").asText(),
                    "--level",
                    "0",
                    "--width",
                    "224",
                    "--height",
                    "224",
                    "--out",
                    png.toString());
            List<Double> expected = mean(ImageIO.read(png.toFile()), 0, 0, 224);
            List<Double> drawn = mean(shown, CELLS[i], top, SIDE);
            for (int channel = 0; channel < 3; channel++) {
                assertThat(drawn.get(channel)).as("cell %d", i).isCloseTo(expected.get(channel), within(3.0));
            }
        }
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
        for (String file : List.of("similar.png", "similar.json", "similar.csv", "montage.png", "report.pdf")) {
            assertThat(results.resolve(file)).doesNotExist();
        }
        assertThat(Files.readString(results.resolve("report.html"))).doesNotContain("Similar tiles");
    }
}
