package org.acinus.export.qupath;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.acinus.export.region.GridCorners;
import org.acinus.export.region.TileRegion;
import org.acinus.export.region.TileRegions;
import org.acinus.heatmap.HeatScale;
import org.acinus.outcome.TileResult;
import org.acinus.outcome.TileSource;

/// A slide's regions, gathered in one pass over its tiles.
///
/// @param corners where the grid lies
/// @param tissue patches of tiled tissue, in the order of their first tiles
/// @param hotSpots the one that adds most towards cancer first
/// @param classes patches of one class each; empty unless asked for
record SlideRegions(
        GridCorners corners,
        List<TileRegion<RegionKind>> tissue,
        List<TileRegion<RegionKind>> hotSpots,
        List<TileRegion<TileClass>> classes) {

    static SlideRegions of(TileSource tiles, HeatScale scale, boolean byClass) throws IOException {
        GridCorners corners = new GridCorners();
        TileRegions<RegionKind> tissue = new TileRegions<>(tile -> RegionKind.TISSUE.of(tile, scale));
        TileRegions<RegionKind> hot = new TileRegions<>(tile -> RegionKind.HOT_SPOT.of(tile, scale));
        TileRegions<TileClass> classes =
                new TileRegions<>(tile -> byClass ? Optional.of(TileClass.of(tile, scale)) : Optional.empty());
        tiles.forEach((TileResult tile) -> {
            corners.accept(tile.frame());
            tissue.accept(tile);
            hot.accept(tile);
            classes.accept(tile);
        });
        List<TileRegion<RegionKind>> strongestFirst = hot.regions().stream()
                .sorted(Comparator.comparingDouble((TileRegion<RegionKind> region) ->
                                region.figures().contribution())
                        .reversed())
                .toList();
        return new SlideRegions(corners, tissue.regions(), strongestFirst, classes.regions());
    }
}
