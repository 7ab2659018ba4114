package org.acinus.tiling;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.acinus.wsi.PixelSpacing;
import org.acinus.wsi.PyramidLevel;
import org.acinus.wsi.Region;
import org.acinus.wsi.SlideMetadata;
import org.acinus.wsi.SpacingException;
import org.acinus.wsi.SpacingFinding;

/// A grid of tiles over one slide at a target spacing: the one class that converts between frames.
///
/// Immutable. The grid starts at level 0's origin. With `scale` level-0 pixels per tile pixel, a tile's origin is
/// `floor(column * (tilePixels - overlapPixels) * scale)` and its footprint `tilePixels * scale`. Tiles at the
/// right
/// and
/// lower edge may reach beyond the slide; what lies there is background.
public final class TileGrid {
    private final TilingSpec spec;
    private final PyramidLevel level;
    private final boolean resampled;
    private final double spacingMicrons;
    private final double scaleX;
    private final double scaleY;
    private final int columns;
    private final int rows;

    private TileGrid(SlideMetadata slide, TilingSpec spec, LevelChoice choice) {
        this.spec = spec;
        this.level = choice.level();
        this.resampled = choice.resampled();
        this.spacingMicrons = choice.spacingMicrons();
        this.scaleX = choice.scaleX();
        this.scaleY = choice.scaleY();
        this.columns = count(slide.width(), scaleX);
        this.rows = count(slide.height(), scaleY);
    }

    /// Lays the grid.
    ///
    /// @throws SpacingException where the slide's spacing is missing, implausible, or coarser than the target
    public static TileGrid over(SlideMetadata slide, TilingSpec spec) {
        return new TileGrid(slide, spec, LevelChoice.of(slide, spec));
    }

    private int count(long pixels0, double scale) {
        double overlap0 = spec.overlapPixels() * scale;
        double stride0 = (spec.tilePixels() - spec.overlapPixels()) * scale;
        double tiles = Math.ceil((pixels0 - overlap0) / stride0);
        if (tiles > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("Tiles of " + spec.tilePixels() + " px are too small for this slide");
        }
        return Math.max(1, (int) tiles);
    }

    /// Tiles in a row.
    public int columns() {
        return columns;
    }

    /// Rows of tiles.
    public int rows() {
        return rows;
    }

    /// The tiles that were asked for.
    public TilingSpec spec() {
        return spec;
    }

    /// The spacing that tiles really have, µm per pixel: the level's own where it is within the tolerance of the
    /// target, else the target.
    public double spacingMicrons() {
        return spacingMicrons;
    }

    /// From one tile's left edge to the next one's, in µm on the glass.
    public double strideMicrons() {
        return (spec.tilePixels() - spec.overlapPixels()) * spacingMicrons();
    }

    /// The level that tiles are read from.
    public PyramidLevel level() {
        return level;
    }

    /// Whether tiles are averaged down from their level, or are its pixels as they are.
    public boolean resampled() {
        return resampled;
    }

    /// Pixels of the level per tile pixel, along x; 1 where tiles are the level's pixels.
    public double levelPixelsPerTilePixelX() {
        return scaleX / level.downsample();
    }

    /// Pixels of the level per tile pixel, along y.
    public double levelPixelsPerTilePixelY() {
        return scaleY / level.downsample();
    }

    /// Where a tile lies.
    public TileFrame frame(TileAddress address) {
        if (address.column() < 0 || address.column() >= columns || address.row() < 0 || address.row() >= rows) {
            throw new IllegalArgumentException(address + " is not on a grid of " + columns + " x " + rows);
        }
        int stride = spec.tilePixels() - spec.overlapPixels();
        return new TileFrame(
                address,
                (long) Math.floor(address.column() * (stride * scaleX)),
                (long) Math.floor(address.row() * (stride * scaleY)),
                spec.tilePixels() * scaleX,
                spec.tilePixels() * scaleY);
    }

    /// The pixels to read for a tile: they start at the level pixel nearest to the tile's origin.
    public Region region(TileFrame tile) {
        return new Region(
                level.index(),
                tile.x0(),
                tile.y0(),
                (int) Math.ceil(spec.tilePixels() * levelPixelsPerTilePixelX() - 1e-9),
                (int) Math.ceil(spec.tilePixels() * levelPixelsPerTilePixelY() - 1e-9));
    }

    /// All tiles, row by row.
    public Stream<TileFrame> rowMajor() {
        return IntStream.range(0, rows)
                .boxed()
                .flatMap(row -> IntStream.range(0, columns).mapToObj(column -> frame(new TileAddress(column, row))));
    }

    /// Which level serves a spacing, and how.
    ///
    /// @param scaleX level-0 pixels per tile pixel, along x
    /// @param scaleY level-0 pixels per tile pixel, along y
    private record LevelChoice(
            PyramidLevel level, boolean resampled, double spacingMicrons, double scaleX, double scaleY) {

        static LevelChoice of(SlideMetadata slide, TilingSpec spec) {
            PixelSpacing spacing0 = spacing(slide);
            double target = spec.spacingMicrons();
            Optional<PyramidLevel> fitting = slide.levels().stream()
                    .filter(level -> misses(spacing0.xMicrons() * level.downsample(), target) <= spec.spacingTolerance()
                            && misses(spacing0.yMicrons() * level.downsample(), target) <= spec.spacingTolerance())
                    .min((a, b) -> Double.compare(
                            misses(spacing0.meanMicrons() * a.downsample(), target),
                            misses(spacing0.meanMicrons() * b.downsample(), target)));
            if (fitting.isPresent()) {
                double scale = fitting.get().downsample();
                return new LevelChoice(fitting.get(), false, spacing0.meanMicrons() * scale, scale, scale);
            }
            PyramidLevel finer = slide.levels().stream()
                    .filter(level -> Math.max(spacing0.xMicrons(), spacing0.yMicrons()) * level.downsample() <= target)
                    .reduce((a, b) -> b)
                    .orElseThrow(() -> new SpacingException(
                            SpacingException.Problem.TOO_COARSE,
                            String.format(
                                    Locale.ROOT,
                                    "The slide has %.4g µm per pixel at best, but %.4g were asked for",
                                    spacing0.meanMicrons(),
                                    target)));
            return new LevelChoice(finer, true, target, target / spacing0.xMicrons(), target / spacing0.yMicrons());
        }

        private static double misses(double micronsPerPixel, double target) {
            return Math.abs(micronsPerPixel - target) / target;
        }

        private static PixelSpacing spacing(SlideMetadata slide) {
            return switch (slide.spacing()) {
                case SpacingFinding.Known(PixelSpacing spacing) -> spacing;
                case SpacingFinding.Missing missing ->
                    throw new SpacingException(
                            SpacingException.Problem.MISSING,
                            "The slide does not say its µm per pixel; state them with --slides-csv");
                case SpacingFinding.Implausible(PixelSpacing claimed) ->
                    throw new SpacingException(
                            SpacingException.Problem.IMPLAUSIBLE,
                            String.format(
                                    Locale.ROOT,
                                    "The slide claims %.4g x %.4g µm per pixel (%s), which no slide scanner has;"
                                            + " state them with --slides-csv",
                                    claimed.xMicrons(),
                                    claimed.yMicrons(),
                                    claimed.source()));
            };
        }
    }
}
