package org.acinus.cli.slide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.acinus.cli.Main;
import org.acinus.wsi.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `tile` at several spacings, with other edges, and finer than the scan, on a real slide of 2,220 x 2,967 px at
/// 0.499 µm.
class TileSpacingsTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int tile(String... more) {
        String[] command = {"tile", SharedData.cmuSlide().toString(), "--size", "256", "--out", folder.toString()};
        return Main.execute(
                new PrintWriter(out),
                new PrintWriter(err),
                Stream.concat(Stream.of(command), Stream.of(more)).toArray(String[]::new));
    }

    private List<String[]> table(String name) throws IOException {
        return Files.readAllLines(folder.resolve(name)).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .toList();
    }

    private List<String> pictures(String name) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(name))) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(file -> file.endsWith(".png"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void severalSpacingsShareCentresNamesAndVerdicts() throws IOException {
        assertThat(tile("--spacing", "0.5,2.0", "--images")).as(err.toString()).isZero();
        List<String[]> fine = table("tiles.csv");
        List<String[]> coarse = table("tiles-2um.csv");
        assertThat(coarse).hasSameSizeAs(fine).isNotEmpty();
        for (int i = 0; i < fine.size(); i++) {
            String[] one = fine.get(i);
            String[] two = coarse.get(i);
            assertThat(two).startsWith(one[0], one[1]);
            assertThat(two).endsWith(one[7], one[8]);
            for (int axis = 2; axis < 4; axis++) {
                double centre = Long.parseLong(one[axis]) + Double.parseDouble(one[axis + 2]) / 2;
                assertThat(Long.parseLong(two[axis]) + Double.parseDouble(two[axis + 2]) / 2)
                        .isCloseTo(centre, within(0.5));
            }
        }
        assertThat(pictures("tiles-2um")).isEqualTo(pictures("tiles")).isNotEmpty();
        assertThat(out.toString()).contains("about the same centres", "averaged to 2.0 µm per pixel, in tiles-2um.csv");
        assertThat(Files.readString(folder.resolve("tiling.json")))
                .contains("tiles-2um.csv", "level-0 pixels of the whole slide", "Research use only");

        // The middle of the coarse picture is the fine one made four times smaller, but for rounding to whole pixels.
        String name = pictures("tiles").get(pictures("tiles").size() / 2);
        BufferedImage small = ImageIO.read(folder.resolve("tiles").resolve(name).toFile());
        BufferedImage large =
                ImageIO.read(folder.resolve("tiles-2um").resolve(name).toFile());
        assertThat(meanRed(large, 96, 64)).isCloseTo(meanRed(small, 0, 256), within(4.0));
    }

    private static double meanRed(BufferedImage picture, int from, int side) {
        double sum = 0;
        for (int y = from; y < from + side; y++) {
            for (int x = from; x < from + side; x++) {
                sum += (picture.getRGB(x, y) >> 16) & 255;
            }
        }
        return sum / side / side;
    }

    @Test
    void edgesAreWholeWhereAskedFor() throws IOException {
        assertThat(tile("--spacing", "0.5")).isZero();
        assertThat(table("tiles.csv")).hasSize(9 * 12);
        assertThat(tile("--spacing", "0.5", "--edges", "drop")).isZero();
        assertThat(table("tiles.csv")).hasSize(8 * 11);
        assertThat(tile("--spacing", "0.5", "--edges", "shift")).isZero();
        List<String[]> shifted = table("tiles.csv");
        assertThat(shifted).hasSize(9 * 12);
        assertThat(shifted.getLast()).startsWith("8", "11", "1964", "2711");
    }

    @Test
    void aSpacingFinerThanTheScanIsRefusedUnlessAskedForAndSaidWhereItIs() throws IOException {
        assertThat(tile("--spacing", "0.25")).isEqualTo(3);
        assertThat(err.toString()).contains("0.4990 µm per pixel at best", "0.2500", "--upsample");
        assertThat(tile("--spacing", "0.25", "--upsample")).as(err.toString()).isZero();
        assertThat(out.toString()).contains("INTERPOLATED, finer than the scan, to 0.25 µm per pixel");
        assertThat(Files.readString(folder.resolve("tiling.json"))).contains("\"pixels\" : \"interpolated\"");
        // One of the others may be finer too.
        assertThat(tile("--spacing", "0.5,0.25")).isEqualTo(3);
    }

    @Test
    void aSpacingThatIsNoneIsWrongUsage() {
        assertThat(tile("--spacing", "0.5,-1")).isEqualTo(2);
        assertThat(tile("--spacing", "0.5", "--edges", "bend")).isEqualTo(2);
    }
}
