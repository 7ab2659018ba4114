package org.acinus.mil.features.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.acinus.mil.FeatureMatrix;
import org.acinus.mil.PackId;
import org.acinus.mil.features.BagGrid;
import org.acinus.mil.features.BagHeader;
import org.acinus.mil.features.FeatureBagWriter;
import org.acinus.mil.features.InvalidBagException;
import org.acinus.mil.pack.ModelPack;
import org.acinus.tiling.TileFrame;
import org.acinus.tiling.TilingSpec;

/// Makes an Arrow bag of another program's HDF5 file, features untouched, tiles in row-major order.
///
/// What the foreign file cannot say is marked: the tissue detector is `imported/LAYOUT`, the reader
/// `imported`, or `imported-unlinked` where the slide is not at hand and the bag bears the foreign file's
/// own hash for the slide's. The encoder's hash is that of its stated name, so that bags of one name go
/// together and none is ever taken for an installed pack's.
public final class BagImport {
    private static final String VERSION = "imported";

    private BagImport() {}

    /// What came of a file.
    ///
    /// @param bag the new file
    /// @param layout of the old one
    /// @param tiles in it
    /// @param dimension of an embedding
    public record Imported(Path bag, BagLayout layout, int tiles, int dimension) {}

    /// Imports one file.
    ///
    /// @param folder of the new bag
    /// @throws InvalidBagException where the file is none of the layouts, damaged, holds a value that is no
    ///     number, or     does not state what the plan does not state either
    public static Imported run(Path file, ImportPlan plan, Path folder) {
        ForeignBag foreign = ForeignBag.read(file);
        try {
            ForeignTiling tiling = new ForeignTiling(foreign, plan);
            TileFrame[] tiles = tiling.tiles();
            BagHeader header = header(file, foreign, plan, tiling, tiles);
            int[] order = IntStream.range(0, tiles.length)
                    .boxed()
                    .sorted(Comparator.comparing(i -> tiles[i].address()))
                    .mapToInt(Integer::intValue)
                    .toArray();
            try (FeatureBagWriter writer = FeatureBagWriter.create(folder, header)) {
                List<TileFrame> sorted =
                        Arrays.stream(order).mapToObj(i -> tiles[i]).toList();
                writer.append(sorted, inOrder(foreign.features(), order));
                return new Imported(writer.commit(), foreign.layout(), tiles.length, header.dimension());
            }
        } catch (InvalidBagException refused) {
            throw new InvalidBagException(file + " cannot be imported: " + refused.getMessage(), refused);
        } catch (IllegalArgumentException impossible) {
            throw new InvalidBagException(file + " cannot be imported: " + impossible.getMessage(), impossible);
        }
    }

    private static BagHeader header(
            Path file, ForeignBag foreign, ImportPlan plan, ForeignTiling tiling, TileFrame[] tiles) {
        byte[] identity = ("imported encoder\n" + plan.encoder()).getBytes(StandardCharsets.UTF_8);
        return new BagHeader(
                plan.slideSha256().orElseGet(() -> hash(file)),
                new PackId(plan.encoder(), VERSION, ModelPack.sha256(identity)),
                foreign.features().dimension(),
                new TilingSpec(tiling.tilePixels(), tiling.spacingMicrons(), 0, 0, 0),
                new BagGrid(
                        Arrays.stream(tiles)
                                        .mapToInt(tile -> tile.address().column())
                                        .max()
                                        .orElse(0)
                                + 1,
                        Arrays.stream(tiles)
                                        .mapToInt(tile -> tile.address().row())
                                        .max()
                                        .orElse(0)
                                + 1,
                        0,
                        true,
                        tiling.spacingMicrons(),
                        tiling.level0SpacingMicrons(),
                        tiling.level0SpacingMicrons()),
                "imported/" + foreign.layout().word(),
                plan.slideSha256().isPresent() ? "imported" : "imported-unlinked");
    }

    private static String hash(Path file) {
        try {
            return ModelPack.sha256(Files.readAllBytes(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(file + " cannot be read", unreadable);
        }
    }

    private static FeatureMatrix inOrder(FeatureMatrix features, int[] order) {
        int dimension = features.dimension();
        float[] source = features.toArray();
        float[] sorted = new float[source.length];
        for (int i = 0; i < order.length; i++) {
            System.arraycopy(source, order[i] * dimension, sorted, i * dimension, dimension);
        }
        return new FeatureMatrix(sorted, order.length, dimension);
    }
}
