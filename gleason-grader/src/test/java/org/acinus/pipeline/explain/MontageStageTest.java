package org.acinus.pipeline.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.acinus.export.SlideReport;
import org.acinus.export.TestingReports;
import org.acinus.mil.FeatureMaps;
import org.acinus.mil.FeatureMatrix;
import org.acinus.mil.PackId;
import org.acinus.mil.pack.PackMismatchException;
import org.acinus.outcome.TestingTiles;
import org.acinus.outcome.TileResult;
import org.acinus.pipeline.TestingExtractor;
import org.acinus.pipeline.model.TileFeatures;
import org.acinus.stain.Staining;
import org.acinus.stream.TileBatch;
import org.acinus.tiling.TileAddress;
import org.acinus.tiling.TileFrame;
import org.acinus.tiling.TileGrid;
import org.acinus.tiling.TilePlan;
import org.acinus.tiling.TilingSpec;
import org.acinus.wsi.FormulaSlide;
import org.acinus.wsi.Region;
import org.acinus.wsi.RgbBuffer;
import org.acinus.wsi.Slide;
import org.acinus.wsi.UnreadableRegionException;
import org.acinus.wsi.metadata.SlideMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The montage of a slide whose tiles are told apart by their colours.
@Timeout(60)
class MontageStageTest {
    private static final int TILE = 32;
    private static final int COLUMNS = 6;
    private static final int ROWS = 4;
    /// A tile's side on the picture, and what a tile takes with its map beside it.
    private static final int SIDE = 232;

    private static final int CELL = 2 * SIDE + 2;
    private static final int LEFT = 24;
    private static final int GAP = 16;
    private static final int FRAME = 0x9E9E9E;
    private static final Map<TileAddress, Double> SPEAKING = Map.of(
            new TileAddress(4, 1), 0.5,
            new TileAddress(1, 0), 2.0,
            new TileAddress(3, 3), 9.0,
            new TileAddress(5, 2), 1.0,
            new TileAddress(0, 2), -3.0);

    @TempDir
    private Path folder;

    /// Every tile has one colour; the tile at (5, 2) does not decode.
    private static final class Patches implements Slide {
        @Override
        public SlideMetadata metadata() {
            return FormulaSlide.of(COLUMNS * TILE, ROWS * TILE, 0.5, 1).metadata();
        }

        @Override
        public void read(Region region, RgbBuffer into) {
            if (region.x0() / TILE == 5 && region.y0() / TILE == 2) {
                throw new UnreadableRegionException("JPEG ends early");
            }
            for (int i = 0; i < region.width() * region.height(); i++) {
                long column = (region.x0() + i % region.width()) / TILE;
                long row = (region.y0() + i / region.width()) / TILE;
                int colour = colour((int) column, (int) row);
                for (int channel = 0; channel < 3; channel++) {
                    into.pixels().set(ValueLayout.JAVA_BYTE, 3L * i + channel, (byte) (colour >> (16 - 8 * channel)));
                }
            }
        }

        @Override
        public void close() {}
    }

    private static int colour(int column, int row) {
        return (100 + 20 * column) << 16 | (60 + 30 * row) << 8 | 140;
    }

    /// Its maps say 1 on the left and -1 on the right of every tile.
    private static final class HalfAndHalf extends TestingExtractor {
        private final boolean pooled;

        HalfAndHalf(boolean pooled) {
            super(new PackId("half", "1", "0".repeat(64)), 1, 4);
            this.pooled = pooled;
        }

        @Override
        public FeatureMaps maps(TileBatch batch) {
            if (!pooled) {
                throw new PackMismatchException("the network does not end in a mean");
            }
            int tiles = batch.tiles().size();
            float[] values = new float[2 * tiles];
            for (int i = 0; i < values.length; i++) {
                values[i] = 1 - 2 * (i % 2);
            }
            return new FeatureMaps(values, tiles, 1, 2, 1);
        }
    }

    private static TilePlan plan() {
        TileGrid grid = TileGrid.over(
                FormulaSlide.of(COLUMNS * TILE, ROWS * TILE, 0.5, 1).metadata(), TilingSpec.of(TILE, 0.5));
        return new TilePlan(grid, grid.rowMajor().toList());
    }

    /// A tile's feature is its place in the bag, and so is what the evidence gains by it, less ten.
    private static FeatureMatrix gradients(TileFeatures embedded, List<Integer> rows) {
        float[] gradients = new float[rows.size()];
        for (int i = 0; i < gradients.length; i++) {
            gradients[i] = embedded.features().at(rows.get(i), 0) - 10;
        }
        return new FeatureMatrix(gradients, gradients.length, 1);
    }

    private Optional<BufferedImage> montage(Map<TileAddress, Double> contributions, boolean pooled) throws Exception {
        TilePlan plan = plan();
        List<TileFrame> frames = plan.tiles();
        float[] features = new float[frames.size()];
        List<TileResult> results = new ArrayList<>();
        for (int i = 0; i < features.length; i++) {
            features[i] = i;
            double contribution = contributions.getOrDefault(frames.get(i).address(), 0.0);
            results.add(TestingTiles.scored(frames.get(i), 1.0 / features.length, contribution));
        }
        TileFeatures embedded = new TileFeatures(
                folder, frames, new FeatureMatrix(features, features.length, 1), Optional.empty(), List.of());
        SlideReport report = TestingReports.cancer(results);
        MontageStage stage = new MontageStage(new HalfAndHalf(pooled), MontageStageTest::gradients, Staining.NONE);
        try (Slide slide = new Patches()) {
            stage.write(folder, slide, plan, embedded, report);
        }
        Path file = folder.resolve("montage.png");
        return Files.exists(file) ? Optional.of(ImageIO.read(file.toFile())) : Optional.empty();
    }

    /// Where the lines of tiles begin, told by their frames.
    private static List<Integer> tops(BufferedImage image) {
        List<Integer> tops = new ArrayList<>();
        for (int y = 1; y < image.getHeight(); y++) {
            if (rgb(image, LEFT - 1, y) == FRAME && rgb(image, LEFT - 1, y - 1) != FRAME) {
                tops.add(y + 1);
            }
        }
        return tops;
    }

    private static int rgb(BufferedImage image, int x, int y) {
        return image.getRGB(x, y) & 0xFFFFFF;
    }

    /// What the map says at its left and right end: towards cancer is orange, towards benign blue.
    private static List<String> halves(BufferedImage image, int cell, int top) {
        List<String> halves = new ArrayList<>();
        for (int x : List.of(10, SIDE - 10)) {
            int rgb = rgb(image, LEFT + cell * (CELL + GAP) + SIDE + 2 + x, top + SIDE / 2);
            halves.add((rgb >> 16) > (rgb & 255) ? "cancer" : "benign");
        }
        return halves;
    }

    @Test
    void theLoudestTilesOfEachWayComeInTheirOrderWithWhatSpokeInThem() throws Exception {
        BufferedImage image = montage(SPEAKING, true).orElseThrow();

        List<Integer> tops = tops(image);
        assertThat(tops).hasSize(2);
        int cancer = tops.getFirst();
        int benign = tops.getLast();
        List<Integer> shown = new ArrayList<>();
        for (int cell = 0; cell < 3; cell++) {
            shown.add(rgb(image, LEFT + cell * (CELL + GAP) + 20, cancer + 20));
        }
        assertThat(shown)
                .as("the tile that does not decode is left out, the others move up")
                .containsExactly(colour(3, 3), colour(1, 0), colour(4, 1));
        assertThat(rgb(image, LEFT + 3 * (CELL + GAP) + 20, cancer + 20)).isEqualTo(0xFFFFFF);
        assertThat(rgb(image, LEFT + 20, benign + 20)).isEqualTo(colour(0, 2));

        // Places 21, 1 and 10 of the bag: gradients of 11, -9 and 0; place 12 has 2.
        assertThat(halves(image, 0, cancer)).containsExactly("cancer", "benign");
        assertThat(halves(image, 1, cancer)).containsExactly("benign", "cancer");
        int silent = rgb(image, LEFT + 2 * (CELL + GAP) + SIDE + 12, cancer + SIDE / 2);
        assertThat(silent >> 16).as("grey").isEqualTo(silent & 255);
        assertThat(halves(image, 0, benign)).containsExactly("cancer", "benign");
    }

    @Test
    void withoutAMapTilesAreShownPlain() throws Exception {
        BufferedImage image = montage(SPEAKING, false).orElseThrow();

        int top = tops(image).getFirst();
        assertThat(rgb(image, LEFT + 20, top + 20)).isEqualTo(colour(3, 3));
        assertThat(rgb(image, LEFT + SIDE + GAP + 20, top + 20)).isEqualTo(colour(1, 0));
    }

    @Test
    void aSlideOfWhichNoTileSpeaksHasNoMontage() throws Exception {
        assertThat(montage(Map.of(), true)).isEmpty();
    }
}
