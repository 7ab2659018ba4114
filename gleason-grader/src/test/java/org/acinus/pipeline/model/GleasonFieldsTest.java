package org.acinus.pipeline.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import javax.imageio.ImageIO;
import org.acinus.gleason.PatternColumns;
import org.acinus.gleason.pattern.PatternMap;
import org.acinus.gleason.pattern.PatternProbabilities;
import org.acinus.gleason.pattern.PatternTile;
import org.acinus.mil.FeatureExtractor;
import org.acinus.mil.FeatureMatrix;
import org.acinus.mil.djl.EncoderPackMaker;
import org.acinus.mil.djl.GoldenCheck;
import org.acinus.mil.djl.InferenceDevice;
import org.acinus.mil.evaluate.statistic.RocAuc;
import org.acinus.mil.pack.ModelPack;
import org.acinus.mil.pack.convert.GleasonMobileNet;
import org.acinus.mil.pack.keras.KerasFile;
import org.acinus.stream.DecodingTileStream;
import org.acinus.stream.StreamLimits;
import org.acinus.stream.TileBatch;
import org.acinus.stream.TileStream;
import org.acinus.tiling.TileFrame;
import org.acinus.tiling.TileGrid;
import org.acinus.tiling.TilePlan;
import org.acinus.tiling.TilingSpec;
import org.acinus.wsi.ProstateFields;
import org.acinus.wsi.SharedData;
import org.acinus.wsi.Slide;
import org.acinus.wsi.SlideFormats;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The published Gleason classifier against real masks: seven prostate fields, wrapped into slides at a spacing that
/// nobody stated, with tiles every 56 px (39 µm) so that there are enough. A tile's truth is the class that fills at
/// least three quarters of its middle (half the tile along each axis); others are left out. There is hardly any benign
/// gland and no pattern 5, so neither can be judged. Tiles overlap and fields are few: no intervals.
///
/// Writes its figures to `target/gleason-fields.md`.
@Tag("slow")
class GleasonFieldsTest {
    private static final double[] SPACINGS = {0.5, 0.4, 0.6};
    private static final int G3 = 0;
    private static final int G4 = 1;
    private static final int STROMA = 4;
    private static final double CLEAR = 0.75;

    @TempDir
    Path folder;

    /// A tile: what the mask has, what the classifier says, and the same smoothed with its neighbours.
    private record Judged(int truth, PatternProbabilities said, PatternProbabilities smoothed) {}

    @Test
    void patternsAgreeWithTheMasksAsFarAsTheCardSays() throws Exception {
        ModelPack pack = EncoderPackMaker.make(
                GleasonMobileNet.draft(
                        KerasFile.read(SharedData.require("models/arvaniti-gleason/MobileNet_Gleason_weights.h5")),
                        "gleason-mobilenet"),
                folder.resolve("packs"));
        PatternColumns columns = PatternColumns.of(
                        pack.encoder().classes().orElseThrow().names())
                .orElseThrow();
        StringBuilder table = new StringBuilder("| µm/px | field | tiles G3, G4, stroma | AUC G4 : G3, smoothed |"
                + " AUC pattern : stroma, smoothed | G3 called b, 3, 4, 5 | G4 called | stroma called |\n"
                + "|---|---|---|---|---|---|---|---|\n");
        LinkedHashMap<Double, List<Judged>> pooled = new LinkedHashMap<>();
        try (FeatureExtractor extractor = new GoldenCheck(folder).open(pack, InferenceDevice.cpu(), 2)) {
            for (double spacing : SPACINGS) {
                List<Judged> all = new ArrayList<>();
                for (String field : ProstateFields.NAMES) {
                    List<Judged> judged = judge(field, spacing, extractor, columns);
                    table.append(line(spacing, field, judged));
                    all.addAll(judged);
                }
                pooled.put(spacing, all);
                table.append(line(spacing, "**pooled**", all));
            }
        }
        Files.writeString(Path.of("target/gleason-fields.md"), table);

        for (List<Judged> all : pooled.values()) {
            // Better than chance, and worse than a reader would want: see the pack's card for the figures.
            assertThat(gradeAuc(all, Judged::said).orElseThrow()).isBetween(0.55, 0.95);
            assertThat(calls(all, G4, said -> called(said) == 3)).isGreaterThan(0);
        }
    }

    private List<Judged> judge(String field, double spacing, FeatureExtractor extractor, PatternColumns columns)
            throws IOException, InterruptedException {
        BufferedImage image = ProstateFields.image(field);
        Raster mask = ImageIO.read(SharedData.require("data/tiles-gleason-cedars/" + field + "_mask.png")
                        .toFile())
                .getRaster();
        Path file = folder.resolve(field + "-" + spacing + ".svs");
        ProstateFields.wrap(image, spacing, file);
        List<PatternTile> tiles = new ArrayList<>();
        try (Slide slide = SlideFormats.installed().open(file)) {
            TileGrid grid = TileGrid.over(slide.metadata(), new TilingSpec(224, 0.69, 168, 0.5, 0.02));
            List<TileFrame> inside = grid.rowMajor()
                    .filter(tile -> tile.x0() + tile.width0() <= image.getWidth()
                            && tile.y0() + tile.height0() <= image.getHeight())
                    .toList();
            classify(slide, new TilePlan(grid, inside), extractor, columns, tiles);
        }
        Files.delete(file);
        PatternMap map = PatternMap.of(tiles);
        List<Judged> judged = new ArrayList<>();
        for (int i = 0; i < tiles.size(); i++) {
            PatternTile smoothed = map.tiles().get(i);
            assertThat(smoothed.frame()).isEqualTo(tiles.get(i).frame());
            int truth = truth(mask, smoothed.frame());
            if (truth >= 0) {
                judged.add(new Judged(truth, tiles.get(i).probabilities(), smoothed.probabilities()));
            }
        }
        return judged;
    }

    private static void classify(
            Slide slide, TilePlan plan, FeatureExtractor extractor, PatternColumns columns, List<PatternTile> tiles)
            throws InterruptedException {
        try (TileStream stream = DecodingTileStream.open(slide, plan, new StreamLimits(2, 32, 64L << 20))) {
            for (Optional<TileBatch> next = stream.next(); next.isPresent(); next = stream.next()) {
                try (TileBatch batch = next.get()) {
                    FeatureMatrix classes = extractor.extract(batch).classes().orElseThrow();
                    for (int i = 0; i < batch.tiles().size(); i++) {
                        tiles.add(new PatternTile(batch.tiles().get(i), columns.at(classes, i)));
                    }
                }
            }
        }
        tiles.sort(Comparator.comparing(tile -> tile.frame().address()));
    }

    /// The class of a tile's middle, or -1 where none is clear.
    private static int truth(Raster mask, TileFrame tile) {
        int[] counts = new int[5];
        int left = (int) Math.round(tile.x0() + tile.width0() / 4);
        int top = (int) Math.round(tile.y0() + tile.height0() / 4);
        int side = (int) Math.round(tile.width0() / 2);
        for (int y = top; y < top + side; y++) {
            for (int x = left; x < left + side; x++) {
                counts[mask.getSample(x, y, 0)]++;
            }
        }
        for (int kind : new int[] {G3, G4, STROMA}) {
            if (counts[kind] >= CLEAR * side * side) {
                return kind;
            }
        }
        return -1;
    }

    private static String line(double spacing, String field, List<Judged> judged) {
        return String.format(
                Locale.ROOT,
                "| %.1f | %s | %d, %d, %d | %s, %s | %s, %s | %s | %s | %s |%n",
                spacing,
                field,
                calls(judged, G3, any -> true),
                calls(judged, G4, any -> true),
                calls(judged, STROMA, any -> true),
                text(gradeAuc(judged, Judged::said)),
                text(gradeAuc(judged, Judged::smoothed)),
                text(tumourAuc(judged, Judged::said)),
                text(tumourAuc(judged, Judged::smoothed)),
                confusion(judged, G3),
                confusion(judged, G4),
                confusion(judged, STROMA));
    }

    private static String text(Optional<Double> area) {
        return area.map(known -> String.format(Locale.ROOT, "%.3f", known)).orElse("–");
    }

    private static String confusion(List<Judged> judged, int truth) {
        List<String> counts = new ArrayList<>();
        for (int call : new int[] {0, 3, 4, 5}) {
            counts.add(String.valueOf(calls(judged, truth, said -> called(said) == call)));
        }
        return String.join(", ", counts);
    }

    private static int called(PatternProbabilities said) {
        return said.call().map(pattern -> pattern.number()).orElse(0);
    }

    private static long calls(List<Judged> judged, int truth, Predicate<PatternProbabilities> call) {
        return judged.stream()
                .filter(tile -> tile.truth() == truth && call.test(tile.said()))
                .count();
    }

    /// What of the tumour is pattern 4 or 5, in tiles of pattern 4 against those of pattern 3.
    private static Optional<Double> gradeAuc(List<Judged> judged, Function<Judged, PatternProbabilities> which) {
        ToDoubleFunction<Judged> score =
                tile -> (which.apply(tile).g4() + which.apply(tile).g5())
                        / Math.max(1e-9, which.apply(tile).tumour());
        return auc(judged, score, G4, G3);
    }

    /// Any tumour, in tiles of patterns 3 and 4 against those of stroma.
    private static Optional<Double> tumourAuc(List<Judged> judged, Function<Judged, PatternProbabilities> which) {
        List<Judged> two = judged.stream()
                .map(tile -> new Judged(tile.truth() == STROMA ? STROMA : G4, tile.said(), tile.smoothed()))
                .toList();
        return auc(two, tile -> which.apply(tile).tumour(), G4, STROMA);
    }

    private static Optional<Double> auc(
            List<Judged> judged, ToDoubleFunction<Judged> score, int positive, int negative) {
        return RocAuc.of(scores(judged, score, positive), scores(judged, score, negative))
                .map(RocAuc::area);
    }

    private static List<Double> scores(List<Judged> judged, ToDoubleFunction<Judged> score, int truth) {
        return judged.stream()
                .filter(tile -> tile.truth() == truth)
                .map(score::applyAsDouble)
                .toList();
    }
}
