package org.acinus.mil.features.exchange;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.acinus.mil.features.InvalidBagException;
import org.acinus.tiling.TileAddress;
import org.acinus.tiling.TileFrame;

/// Where the tiles of a foreign bag lie, in level-0 pixels, and which address each gets.
///
/// Tiles on one lattice are addressed by it. CLAM begins a lattice of its own at every piece of tissue;
/// where two tiles would then get one address, columns and rows are counted among the distinct places
/// instead.
final class ForeignTiling {
    private final ForeignBag bag;
    private final ImportPlan plan;
    private final double spacing0;
    private final double[] x0;
    private final double[] y0;
    private final double width0;

    ForeignTiling(ForeignBag bag, ImportPlan plan) {
        this.bag = bag;
        this.plan = plan;
        spacing0 = spacing0();
        double scale = bag.inMicrons() ? 1 / spacing0 : 1;
        int tiles = bag.features().size();
        x0 = IntStream.range(0, tiles)
                .mapToDouble(i -> Math.rint(bag.x(i) * scale))
                .toArray();
        y0 = IntStream.range(0, tiles)
                .mapToDouble(i -> Math.rint(bag.y(i) * scale))
                .toArray();
        width0 = width0();
    }

    private double spacing0() {
        if (plan.level0SpacingMicrons().isPresent()) {
            return plan.level0SpacingMicrons().getAsDouble();
        }
        double magnification = bag.number("level0_magnification")
                .orElseThrow(() -> new InvalidBagException("it does not state the slide's spacing: name the slide's"
                        + " folder with --slides, or µm per level-0 pixel with --level0-spacing"));
        // TRIDENT's own rule: 10x is 1 µm.
        return 10 / magnification;
    }

    private double width0() {
        if (plan.tileWidth0().isPresent()) {
            return plan.tileWidth0().getAsDouble();
        }
        if (bag.number("patch_size_level0").isPresent()) {
            return bag.number("patch_size_level0").getAsDouble();
        }
        if (bag.number("tile_size_um").isPresent()) {
            return bag.number("tile_size_um").getAsDouble() / spacing0;
        }
        return DoubleStream.of(step(x0), step(y0))
                .filter(step -> step > 0)
                .min()
                .orElseThrow(() -> new InvalidBagException(
                        "it has a single tile and does not state its width: use --tile-width0"));
    }

    /// The smallest distance between two places, 0 where there is only one.
    private static double step(double[] places) {
        double[] sorted = Arrays.stream(places).distinct().sorted().toArray();
        return IntStream.range(1, sorted.length)
                .mapToDouble(i -> sorted[i] - sorted[i - 1])
                .min()
                .orElse(0);
    }

    /// µm of a level-0 pixel.
    double level0SpacingMicrons() {
        return spacing0;
    }

    /// Width and height of a tile as the encoder saw it.
    int tilePixels() {
        return plan.tilePixels().orElseGet(() -> (int) Math.rint(bag.number("patch_size")
                .orElseGet(() -> bag.number("tile_size_px").orElse(width0))));
    }

    /// µm of a pixel of a tile.
    double spacingMicrons() {
        return spacing0 * width0 / tilePixels();
    }

    /// Every tile, in the file's order.
    ///
    /// @throws InvalidBagException where two tiles lie at one place
    TileFrame[] tiles() {
        double overlap0 = bag.number("overlap").orElse(0) * width0 / tilePixels();
        double stride0 = width0 - (overlap0 < width0 ? overlap0 : 0);
        int[] columns =
                Arrays.stream(x0).mapToInt(x -> (int) Math.floor(x / stride0)).toArray();
        int[] rows =
                Arrays.stream(y0).mapToInt(y -> (int) Math.floor(y / stride0)).toArray();
        if (distinct(columns, rows) < x0.length) {
            columns = ranks(x0);
            rows = ranks(y0);
        }
        if (distinct(columns, rows) < x0.length) {
            throw new InvalidBagException("two of its tiles lie at the same place");
        }
        TileFrame[] tiles = new TileFrame[x0.length];
        for (int i = 0; i < tiles.length; i++) {
            tiles[i] = new TileFrame(new TileAddress(columns[i], rows[i]), (long) x0[i], (long) y0[i], width0, width0);
        }
        return tiles;
    }

    private static int distinct(int[] columns, int[] rows) {
        Set<TileAddress> addresses = new HashSet<>();
        for (int i = 0; i < columns.length; i++) {
            addresses.add(new TileAddress(columns[i], rows[i]));
        }
        return addresses.size();
    }

    private static int[] ranks(double[] places) {
        double[] sorted = Arrays.stream(places).distinct().sorted().toArray();
        return Arrays.stream(places)
                .mapToInt(place -> Arrays.binarySearch(sorted, place))
                .toArray();
    }
}
