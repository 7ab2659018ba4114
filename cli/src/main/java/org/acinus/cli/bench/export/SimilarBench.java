package org.acinus.cli.bench.export;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.acinus.mil.FeatureMatrix;
import org.acinus.mil.PackId;
import org.acinus.mil.features.BagGrid;
import org.acinus.mil.similar.NearestTiles;
import org.acinus.mil.similar.ReferenceCollection;
import org.acinus.tiling.TileAddress;
import org.acinus.tiling.TileFrame;
import org.acinus.tiling.TilingSpec;

/// Times the search for similar tiles in bags of random numbers.
///
/// @param slides how many bags
/// @param tiles in each
/// @param dimension of an embedding
/// @param queries tiles that are looked for
/// @param rounds that count; one more comes first
record SimilarBench(int slides, int tiles, int dimension, int queries, int rounds) {
    private static final PackId ENCODER = new PackId("bench", "1.0.0", "b".repeat(64));
    private static final TilingSpec TILING = TilingSpec.of(224, 0.5);
    private static final int COLUMNS = 100;
    private static final double NANOS = 1e9;

    /// Seconds of opening and of searching, round by round.
    Map<String, List<Double>> run(Path folder) {
        ReferenceCollection collection = collection(folder);
        FeatureMatrix wanted = DrawnCollection.random(-1, queries, dimension);
        Map<String, List<Double>> seconds = new LinkedHashMap<>();
        for (int round = 0; round <= rounds; round++) {
            long begin = System.nanoTime();
            try (NearestTiles nearest = NearestTiles.open(collection)) {
                long opened = System.nanoTime();
                nearest.search(wanted, slide -> true, 3);
                if (round > 0) {
                    seconds.computeIfAbsent("open", unseen -> new ArrayList<>()).add((opened - begin) / NANOS);
                    seconds.computeIfAbsent("search", unseen -> new ArrayList<>())
                            .add((System.nanoTime() - opened) / NANOS);
                }
            }
        }
        return seconds;
    }

    private ReferenceCollection collection(Path folder) {
        BagGrid grid = new BagGrid(COLUMNS, tiles / COLUMNS + 1, 0, false, 0.5, 0.5, 0.5);
        DrawnCollection.SlideFile nowhere = new DrawnCollection.SlideFile(folder.resolve("none"), 0, 0);
        return new DrawnCollection(ENCODER, TILING, grid, frames(), dimension, nowhere).into(folder, slides);
    }

    private List<TileFrame> frames() {
        return IntStream.range(0, tiles)
                .mapToObj(i -> new TileFrame(
                        new TileAddress(i % COLUMNS, i / COLUMNS),
                        224L * (i % COLUMNS),
                        224L * (i / COLUMNS),
                        224,
                        224))
                .toList();
    }
}
