package org.acinus.stain;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.acinus.stream.TileReader;
import org.acinus.stream.TileTransform;
import org.acinus.tiling.TileFrame;
import org.acinus.tiling.TilePlan;
import org.acinus.wsi.RgbBuffer;
import org.acinus.wsi.Slide;
import org.acinus.wsi.UnreadableRegionException;
import org.acinus.wsi.group.RegionGroup;

/// Fits a method to a slide, once, from a sample of its tissue tiles.
///
/// Tiles are taken evenly over the plan and pixels evenly over each tile, bare glass left out: the same plan gives the
/// same fit, whatever the threads.
public final class StainFitting {
    private static final int TILES = 64;
    private static final int PIXELS_A_TILE = 4096;

    /// Pixels of a sample at most.
    static final int MOST_PIXELS = TILES * PIXELS_A_TILE;

    private StainFitting() {}

    /// Samples a slide and fits.
    ///
    /// @param plan the slide's tissue tiles
    /// @param staining by some method
    /// @throws org.acinus.wsi.SlideException where the slide can be read no longer; tiles that do not decode are
    ///     left out
    public static StainFit fit(Slide slide, TilePlan plan, Staining staining) {
        return fit(sample(slide, plan), staining);
    }

    /// What the stream does to each tile of a slide: nothing with [Staining#NONE].
    ///
    /// @param plan the slide's tissue tiles
    /// @throws StainNotFittedException where the slide gives nothing to fit to
    public static TileTransform transform(Slide slide, TilePlan plan, Staining staining) {
        if (staining.method() == StainMethod.NONE || plan.tiles().isEmpty()) {
            return TileTransform.NONE;
        }
        return switch (fit(slide, plan, staining)) {
            case StainFit.Fitted(StainNormaliser normaliser) ->
                (tile, pixels) ->
                        normaliser.normalise(pixels.pixels(), Math.multiplyExact(pixels.width(), pixels.height()));
            case StainFit.NotFitted(String reason) -> throw new StainNotFittedException(reason);
        };
    }

    /// Fits to a sample.
    ///
    /// @param staining by some method
    public static StainFit fit(PixelSample sample, Staining staining) {
        Optional<StainNormaliser> normaliser = switch (staining.method()) {
            case NONE -> throw new IllegalArgumentException("There is nothing to fit");
            case MACENKO ->
                MacenkoEstimator.estimate(sample)
                        .map(profile -> staining.isPublished()
                                ? DensityMap.between(profile, staining.stains())
                                : DensityMap.keeping(profile, staining.stains()));
            case VAHADANE ->
                VahadaneEstimator.estimate(sample)
                        .map(profile -> staining.isPublished()
                                ? SparseStainMap.between(profile, staining.stains())
                                : SparseStainMap.keeping(profile, staining.stains()));
            case REINHARD -> LabStatistics.of(sample).map(colours -> new LabMap(colours, staining.colours()));
        };
        return normaliser
                .<StainFit>map(StainFit.Fitted::new)
                .orElseGet(() -> new StainFit.NotFitted(String.format(
                        Locale.ROOT,
                        "%s stain normalisation cannot be fitted: of %,d sampled tissue pixels too few are stained, or"
                                + " all of them in one colour",
                        staining.method().option(),
                        sample.size())));
    }

    /// Pixels from tiles spread evenly over a plan, bare glass left out.
    ///
    /// @throws org.acinus.wsi.SlideException as [#fit]
    public static PixelSample sample(Slide slide, TilePlan plan) {
        TilePlan some = new TilePlan(plan.grid(), evenly(plan.tiles()));
        int tilePixels = plan.grid().spec().tilePixels();
        int pixels = tilePixels * tilePixels;
        int step = Math.max(1, pixels / PIXELS_A_TILE);
        PixelSample.Collector sample = new PixelSample.Collector(some.tiles().size() * Math.ceilDiv(pixels, step));
        try (Arena arena = Arena.ofConfined();
                RegionGroup regions = RegionGroup.of(slide, some.regions());
                TileReader reader = new TileReader(some, regions)) {
            MemorySegment tile = arena.allocate(RgbBuffer.byteSize(tilePixels, tilePixels));
            for (int i = 0; i < some.tiles().size(); i++) {
                try {
                    reader.read(i, tile);
                    sample.addStained(tile, pixels, step);
                } catch (UnreadableRegionException gap) {
                    // Left out; whoever streams the slide counts and lists it.
                }
            }
        }
        return sample.sample();
    }

    private static List<TileFrame> evenly(List<TileFrame> tiles) {
        int count = Math.min(TILES, tiles.size());
        List<TileFrame> some = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            some.add(tiles.get((int) ((long) i * tiles.size() / count)));
        }
        return some;
    }
}
