package org.acinus.mil.features.exchange;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.acinus.mil.features.InvalidBagException;
import org.acinus.tiling.TileAddress;
import org.acinus.tiling.TileFrame;

/// Where the tiles of a foreign bag lie, in level-0 pixels, and which address each gets.
///
/// What a file does not state is taken as the program itself takes it: STAMP's coordinates are micrometres where it
/// says so, and pixels of 256/224 µm where nothing is said and tiles are 224 apart (version 1).
///
/// Tiles on one lattice are addressed by it. CLAM begins a lattice of its own at every piece of tissue;
/// where two tiles would then get one address, columns and rows are counted among the distinct places
/// instead.
final class ForeignTiling {
    /// Width and height of STAMP's tiles, unless it is told otherwise.
    private static final int STAMP_PIXELS = 224;

    /// The same in micrometres, as version 1 has them without saying so.
    private static final double STAMP_MICRONS = 256;

    private final ForeignBag bag;
    private final ImportPlan plan;
    private final boolean oldStamp;
    private final double spacing0;
    private final double[] x0;
    private final double[] y0;
    private final double width0;

    ForeignTiling(ForeignBag bag, ImportPlan plan) {
        this.bag = bag;
        this.plan = plan;
        double[] x = places(bag::x, 1);
        double[] y = places(bag::y, 1);
        oldStamp = bag.layout() == BagLayout.STAMP
                && !bag.inMicrons()
                && Math.rint(bag.number("tile_size").orElse(smallestStep(x, y).orElse(0))) == STAMP_PIXELS;
        spacing0 = spacing0();
        double microns = bag.inMicrons() ? 1 : STAMP_MICRONS / STAMP_PIXELS;
        double scale = bag.inMicrons() || oldStamp ? microns / spacing0 : 1;
        x0 = places(bag::x, scale);
        y0 = places(bag::y, scale);
        width0 = width0();
        require(spacing0 >= 0.01 && spacing0 <= 100, "level-0 pixels of " + spacing0 + " µm");
        require(width0 >= 1 && width0 <= 1 << 20, "tiles " + width0 + " level-0 pixels wide");
        require(tilePixels() >= 1 && tilePixels() <= 1 << 16, "tiles of " + tilePixels() + " px");
        double farthest =
                DoubleStream.concat(Arrays.stream(x0), Arrays.stream(y0)).max().orElse(0);
        require(farthest / width0 < Integer.MAX_VALUE, "a tile at level-0 pixel " + farthest);
    }

    private static void require(boolean holds, String claim) {
        if (!holds) {
            throw new InvalidBagException("it speaks of " + claim + ", which no slide has");
        }
    }

    private double[] places(IntToDoubleFunction coordinate, double scale) {
        return IntStream.range(0, bag.features().size())
                .mapToDouble(i -> Math.rint(coordinate.applyAsDouble(i) * scale))
                .toArray();
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
        Optional<Double> microns = tileMicrons();
        if (microns.isPresent()) {
            return microns.get() / spacing0;
        }
        return smallestStep(x0, y0)
                .orElseThrow(() -> new InvalidBagException(
                        "it has a single tile and does not state its width: use --tile-width0"));
    }

    /// STAMP from 2.1 on, 2.0, and before.
    private Optional<Double> tileMicrons() {
        OptionalDouble stated =
                bag.number(bag.inMicrons() && bag.number("tile_size").isPresent() ? "tile_size" : "tile_size_um");
        return stated.isPresent()
                ? Optional.of(stated.getAsDouble())
                : oldStamp ? Optional.of(STAMP_MICRONS) : Optional.empty();
    }

    private static OptionalDouble smallestStep(double[] x, double[] y) {
        return DoubleStream.of(step(x), step(y)).filter(step -> step > 0).min();
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
        double unstated = tileMicrons().isPresent() ? STAMP_PIXELS : width0;
        return plan.tilePixels().orElseGet(() -> (int) Math.rint(bag.number("patch_size")
                .orElseGet(() -> bag.number("tile_size_px").orElse(unstated))));
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
