package org.acinus.tiling;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.acinus.wsi.Region;
import org.acinus.wsi.SpacingException;
import org.acinus.wsi.metadata.PixelSpacing;
import org.acinus.wsi.metadata.PyramidLevel;
import org.acinus.wsi.metadata.SlideMetadata;
import org.acinus.wsi.metadata.SpacingFinding;

/// A grid of tiles over one slide at a target spacing: the one class that converts between frames.
///
/// Immutable. The grid starts at level 0's origin. With `scale` level-0 pixels per tile pixel, a tile's origin is
/// `floor(column * (tilePixels - overlapPixels) * scale)` and its footprint `tilePixels * scale`; [EdgePolicy] says
/// what becomes of tiles that would reach beyond the slide. What lies outside of it is background.
///
/// A grid of another spacing may be laid about the same centres ([#about]): tiles of one address then show the same
/// place, each with as much around it as its spacing gives.
public final class TileGrid {
    private final TilingSpec spec;
    private final PyramidLevel level;
    private final boolean resampled;
    private final double spacingMicrons;
    private final double scaleX;
    private final double scaleY;
    private final TileAxis across;
    private final TileAxis down;

    private TileGrid(TilingSpec spec, LevelChoice choice, TileAxis across, TileAxis down) {
        this.spec = spec;
        this.level = choice.level();
        this.resampled = choice.resampled();
        this.spacingMicrons = choice.spacingMicrons();
        this.scaleX = choice.scaleX();
        this.scaleY = choice.scaleY();
        this.across = across;
        this.down = down;
    }

    /// Lays the grid.
    ///
    /// @throws SpacingException where the slide's spacing is missing, implausible, or coarser than the target and
    ///     nobody asked for upsampling
    public static TileGrid over(SlideMetadata slide, TilingSpec spec) {
        LevelChoice choice = LevelChoice.of(slide, spec);
        PyramidLevel level = choice.level();
        return new TileGrid(
                spec,
                choice,
                TileAxis.lattice(spec, slide.width(), choice.scaleX(), level, level.width()),
                TileAxis.lattice(spec, slide.height(), choice.scaleY(), level, level.height()));
    }

    /// Lays a grid of another spacing about the centres of this one's tiles: the same addresses, the same size in
    /// pixels. Centres differ by half a level-0 pixel at most along each axis, and by the same for every tile.
    /// Near the slide's edges its tiles reach beyond, whatever the edge policy: the centre decides.
    ///
    /// @param slide that this grid lies on
    /// @throws SpacingException as [#over]
    public TileGrid about(SlideMetadata slide, double otherSpacingMicrons) {
        TilingSpec other = spec.at(otherSpacingMicrons);
        LevelChoice choice = LevelChoice.of(slide, other);
        return new TileGrid(
                other,
                choice,
                TileAxis.about(across, other.tilePixels() * choice.scaleX()),
                TileAxis.about(down, other.tilePixels() * choice.scaleY()));
    }

    /// Tiles in a row.
    public int columns() {
        return across.count();
    }

    /// Rows of tiles.
    public int rows() {
        return down.count();
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

    /// Whether tiles are averaged down from their level (or made up between its pixels), or are its pixels as they are.
    public boolean resampled() {
        return resampled;
    }

    /// Whether tiles have more pixels than were scanned.
    public boolean upsampled() {
        return resampled && Math.min(scaleX, scaleY) < 1;
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
        if (address.column() < 0 || address.column() >= columns() || address.row() < 0 || address.row() >= rows()) {
            throw new IllegalArgumentException(address + " is not on a grid of " + columns() + " x " + rows());
        }
        return new TileFrame(
                address,
                across.origin0(address.column()),
                down.origin0(address.row()),
                across.length0(),
                down.length0());
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
        return IntStream.range(0, rows())
                .boxed()
                .flatMap(row -> IntStream.range(0, columns()).mapToObj(column -> frame(new TileAddress(column, row))));
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
                    .or(() -> Optional.of(slide.levels().getFirst()).filter(finest -> spec.upsampling()))
                    .orElseThrow(() -> new SpacingException(
                            SpacingException.Problem.TOO_COARSE,
                            String.format(
                                    Locale.ROOT,
                                    "The slide has %.4g µm per pixel at best, but %.4g were asked for;"
                                            + " only 'tile --upsample' makes pixels up",
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
