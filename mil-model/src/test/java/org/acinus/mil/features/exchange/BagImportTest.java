package org.acinus.mil.features.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableDataset;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.acinus.mil.features.FeatureBag;
import org.acinus.mil.features.FeatureBagReader;
import org.acinus.mil.features.InvalidBagException;
import org.acinus.tiling.TileAddress;
import org.acinus.tiling.TileFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BagImportTest {
    private static final String SLIDE = "ab".repeat(32);

    @TempDir
    private Path temp;

    private static ImportPlan plan(double spacing0) {
        return new ImportPlan(
                "uni2-h",
                Optional.of(SLIDE),
                spacing0 > 0 ? OptionalDouble.of(spacing0) : OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalInt.empty());
    }

    private Path write(String features, Object values, Object coords, Map<String, Object> attributes) {
        Path file = temp.resolve("slide.h5");
        try (WritableHdfFile hdf = HdfFile.write(file)) {
            hdf.putDataset(features, values);
            WritableDataset places = hdf.putDataset("coords", coords);
            attributes.forEach(places::putAttribute);
        }
        return file;
    }

    private FeatureBag imported(Path file, ImportPlan plan) {
        return FeatureBagReader.read(
                BagImport.run(file, plan, temp.resolve("bags")).bag());
    }

    @Test
    void tridentStatesItsOwnTilingAndRowsFollowTheirTiles() {
        // 40x, tiles of 256 px at 20x: 512 px on level 0. The file is in column-major order.
        Path file = write(
                "features",
                new float[][] {{1, 10}, {2, 20}, {3, 30}},
                new long[][] {{1024, 512}, {1024, 1024}, {1536, 512}},
                Map.of("patch_size", 256, "patch_size_level0", 512, "level0_magnification", 40, "overlap", 0));

        FeatureBag bag = imported(file, plan(0));

        assertThat(bag.tiles())
                .containsExactly(
                        new TileFrame(new TileAddress(2, 1), 1024, 512, 512, 512),
                        new TileFrame(new TileAddress(3, 1), 1536, 512, 512, 512),
                        new TileFrame(new TileAddress(2, 2), 1024, 1024, 512, 512));
        assertThat(bag.features().toArray()).containsExactly(1, 10, 3, 30, 2, 20);
        assertThat(bag.header().grid().spacingMicrons()).isEqualTo(0.5);
        assertThat(bag.header().grid().level0SpacingXMicrons()).isEqualTo(0.25);
        assertThat(bag.header().tiling().tilePixels()).isEqualTo(256);
        assertThat(bag.header().slideSha256()).isEqualTo(SLIDE);
        assertThat(bag.header().tissue()).isEqualTo("imported/trident");
    }

    @Test
    void clamPiecesOnLatticesOfTheirOwnKeepEveryTile() {
        // Two pieces, 256 px a step, the second begun 100 px further: by one lattice two tiles would be one.
        Path file =
                write("features", new float[][] {{1}, {2}, {3}}, new int[][] {{0, 0}, {256, 0}, {356, 10}}, Map.of());
        ImportPlan plan = new ImportPlan(
                "resnet50", Optional.empty(), OptionalDouble.of(0.5), OptionalDouble.of(256), OptionalInt.empty());

        FeatureBag bag = imported(file, plan);

        assertThat(bag.tiles()).extracting(TileFrame::x0).containsExactly(0L, 256L, 356L);
        assertThat(bag.header().tissue()).isEqualTo("imported/clam");
        assertThat(bag.header().reader()).isEqualTo("imported-unlinked");
    }

    @Test
    void stampInMicrometresBecomesLevelZeroPixels() {
        Path file = write(
                "feats",
                new double[][] {{0.5}, {0.25}},
                new double[][] {{256, 0}, {512, 256}},
                Map.of("unit", "um", "tile_size_um", 256.0, "tile_size_px", 224));

        FeatureBag bag = imported(file, plan(0.25));

        assertThat(bag.tiles())
                .containsExactly(
                        new TileFrame(new TileAddress(1, 0), 1024, 0, 1024, 1024),
                        new TileFrame(new TileAddress(2, 1), 2048, 1024, 1024, 1024));
        assertThat(bag.header().tiling().spacingMicrons()).isEqualTo(256.0 / 224);
        assertThat(bag.features().toArray()).containsExactly(0.5f, 0.25f);
    }

    private static Path frozen(String name) {
        try {
            return Path.of(Objects.requireNonNull(BagImportTest.class.getResource("/hdf5/" + name), name)
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// What each program's own writer leaves behind: chunks, half precision, attributes (src/test/hdf5/layouts.py).
    @ParameterizedTest
    @CsvSource({
        "trident-0.3.0.h5, 0, trident, 512, 512, 256",
        "clam-2025-04.h5, 0.25, clam, 256, 256, 256",
        "stamp-2.5.0.h5, 0.25, stamp, 1024, 1024, 224",
        "stamp-2.0.0.h5, 0.5, stamp, 512, 512, 224",
        "stamp-1.1.1.h5, 0.5, stamp, 512, 512, 224"
    })
    void filesLaidOutAsTheProgramsDoKeepEveryNumberAndPlace(
            String name, double spacing0, String layout, int step, double width0, int pixels) {
        FeatureBag bag = imported(frozen(name), plan(spacing0));

        assertThat(bag.header().tissue()).isEqualTo("imported/" + layout);
        assertThat(bag.header().tiling().tilePixels()).isEqualTo(pixels);
        assertThat(bag.tiles()).extracting(TileFrame::width0).containsOnly(width0);
        assertThat(bag.tiles()).extracting(TileFrame::x0).containsExactly(places(step, 1, 2, 3, 1, 2, 1, 3));
        assertThat(bag.tiles()).extracting(TileFrame::y0).containsExactly(places(step, 1, 1, 1, 2, 2, 3, 3));
        int[] rows = {1, 0, 2, 3, 4, 6, 5};
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < 5; j++) {
                assertThat(bag.features().at(i, j)).isEqualTo(rows[i] / 2f - j / 4f);
            }
        }
    }

    private static Long[] places(int step, long... cells) {
        return Arrays.stream(cells).mapToObj(cell -> step * cell).toArray(Long[]::new);
    }

    @Test
    void whatNobodyStatesIsAskedFor() {
        Path file = write("feats", new float[][] {{1}}, new long[][] {{0, 0}}, Map.of());
        assertThatThrownBy(() -> imported(file, plan(0)))
                .isInstanceOf(InvalidBagException.class)
                .hasMessageContaining("slide.h5 cannot be imported: it does not state the slide's spacing")
                .hasMessageContaining("--level0-spacing");
        assertThatThrownBy(() -> imported(file, plan(0.5))).hasMessageContaining("--tile-width0");
    }

    @Test
    void nonsenseIsRefusedInOneLine() {
        Object two = new long[][] {{0, 0}, {256, 0}};
        Path nan = write("features", new float[][] {{1, 2}, {3, Float.NaN}}, two, Map.of());
        assertThatThrownBy(() -> imported(nan, plan(0.5))).hasMessageContaining("feature 1 of tile 1 is NaN");
        Path uneven = write("features", new float[][] {{1}, {2}, {3}}, two, Map.of());
        assertThatThrownBy(() -> imported(uneven, plan(0.5)))
                .hasMessageContaining("3 tiles have features, but 2 have coordinates");
        Path twice = write("features", new float[][] {{1}, {2}}, new long[][] {{0, 256}, {0, 256}}, Map.of());
        ImportPlan wide = new ImportPlan(
                "x", Optional.empty(), OptionalDouble.of(0.5), OptionalDouble.of(256), OptionalInt.empty());
        assertThatThrownBy(() -> imported(twice, wide)).hasMessageContaining("two of its tiles lie at the same place");
        for (double width : new double[] {1e300, 1e-300}) {
            Path endless = write(
                    "features",
                    new float[][] {{1}, {2}},
                    two,
                    Map.of("patch_size_level0", width, "level0_magnification", 40, "patch_size", 224));
            assertThatThrownBy(() -> imported(endless, plan(0)))
                    .hasMessageContaining("level-0 pixels wide, which no slide has");
        }
        Path other = write("images", new float[][] {{1}}, two, Map.of());
        assertThatThrownBy(() -> imported(other, plan(0.5))).hasMessageContaining("neither features");
        assertThat(temp.resolve("bags")).doesNotExist();
    }

    @Test
    void fileCutAnywhereIsRefusedInOneLine() throws IOException {
        byte[] whole = Files.readAllBytes(
                write("features", new float[100][64], new long[100][2], Map.of("patch_size_level0", 512)));
        for (int length = 0; length < whole.length; length += 997) {
            Path cut = temp.resolve("cut.h5");
            Files.write(cut, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> imported(cut, plan(0.5)))
                    .isInstanceOf(InvalidBagException.class)
                    .hasMessageContaining("cut.h5")
                    .message()
                    .doesNotContain("\n");
        }
        assertThatThrownBy(() -> imported(temp.resolve("none.h5"), plan(0.5))).hasMessageContaining("does not exist");
    }

    /// A real file of STAMP's first version, with what h5py says of it.
    @Test
    void realBagKeepsEveryNumber() {
        Path file = Path.of(
                System.getProperty("acinus.shared", "none"),
                "data/mil-features-mopadi/TCGA-AD-6964-01Z-00-DX1/features.h5");
        assumeTrue(Files.exists(file), "skipped: " + file + " is not there");

        FeatureBag bag = imported(file, plan(0.5));

        assertThat(bag.tiles()).hasSize(777);
        assertThat(bag.tiles()).allMatch(tile -> tile.width0() == 512);
        int first = 0;
        while (bag.tiles().get(first).x0() != 10_240 || bag.tiles().get(first).y0() != 21_504) {
            first++;
        }
        assertThat(bag.features().at(first, 0)).isEqualTo(-0.01929561f);
        assertThat(bag.features().at(first, 3)).isEqualTo(-0.07747786f);
        double sum = 0;
        for (float value : bag.features().toArray()) {
            sum += value;
        }
        assertThat(sum / (777 * 512)).isCloseTo(-0.160442, within(1e-6));
    }
}
