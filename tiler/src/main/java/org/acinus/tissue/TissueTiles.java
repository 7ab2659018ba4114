package org.acinus.tissue;

import java.util.stream.Stream;
import org.acinus.tiling.TileFrame;
import org.acinus.tiling.TileGrid;
import org.acinus.tiling.TilePlan;
import org.acinus.tiling.TilingSpec;
import org.acinus.wsi.Slide;
import org.acinus.wsi.UnreadableRegionException;
import org.acinus.wsi.metadata.PixelSpacing;
import org.acinus.wsi.metadata.SlideMetadata;

/// A slide's grid with what is known of the tissue under each tile.
///
/// @param overview the picture that the mask was found on
/// @param mask where there is tissue
/// @param grid the tiles
public record TissueTiles(Overview overview, TissueMask mask, TileGrid grid) {

    /// A slide of which less than this can be seen at all is not worth trying tile by tile.
    private static final double MOST_UNREADABLE_SHARE = 0.5;

    /// One tile of the grid.
    ///
    /// @param tissue share of its footprint that is tissue, 0 to 1
    /// @param verdict whether it goes on to the model
    public record Candidate(TileFrame frame, double tissue, Verdict verdict) {}

    /// Why a tile is taken or left.
    public enum Verdict {
        INCLUDED,
        /// No tissue at all.
        NO_TISSUE,
        /// Some tissue, but less than asked for.
        LITTLE_TISSUE
    }

    /// Finds the tissue of a slide at its coarsest useful level and lays the grid over it.
    ///
    /// @throws org.acinus.wsi.SpacingException where no tile of a stated size can be cut from this slide
    /// @throws org.acinus.wsi.NotBrightfieldException where it is no brightfield slide
    /// @throws UnreadableRegionException where more than half of the overview does not decode
    /// @throws org.acinus.wsi.CorruptSlideException where it cannot be read
    public static TissueTiles of(Slide slide, TilingSpec spec, TissueDetector detector) {
        SlideMetadata metadata = slide.metadata();
        TileGrid grid = TileGrid.over(metadata, spec);
        PixelSpacing spacing = metadata.spacing()
                .known()
                .orElseThrow(() -> new IllegalStateException("A grid was laid over a slide of unknown spacing"));
        Overview overview = Overview.atSpacing(slide, spacing, detector.spacingMicrons());
        if (overview.unreadableShare() > MOST_UNREADABLE_SHARE) {
            throw new UnreadableRegionException(
                    String.format("%.0f %% of the slide's overview does not decode", 100 * overview.unreadableShare()));
        }
        Brightfield.require(overview);
        TissueMask mask = detector.detect(overview, spacing).orUnreadable(overview);
        return new TissueTiles(overview, mask, grid);
    }

    /// Every tile of the grid, row by row.
    public Stream<Candidate> candidates() {
        double least = grid.spec().minTissueFraction();
        return grid.rowMajor().map(frame -> {
            double tissue = mask.coverage(frame);
            Verdict verdict =
                    tissue <= 0 ? Verdict.NO_TISSUE : tissue < least ? Verdict.LITTLE_TISSUE : Verdict.INCLUDED;
            return new Candidate(frame, tissue, verdict);
        });
    }

    /// The tiles that go on to the model.
    public TilePlan plan() {
        return TilePlan.of(
                grid,
                candidates()
                        .filter(candidate -> candidate.verdict() == Verdict.INCLUDED)
                        .map(Candidate::frame));
    }
}
