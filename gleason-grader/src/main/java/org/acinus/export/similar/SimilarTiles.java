package org.acinus.export.similar;

import java.util.List;
import org.acinus.mil.PackId;
import org.acinus.mil.similar.Contrast;
import org.acinus.tiling.TileFrame;

/// What tiles of known slides the loudest tiles of a slide look like.
///
/// @param encoder to which they look alike
/// @param compared how many reference slides could answer: neither the slide itself nor one of its case
/// @param caseKnown whether somebody said of which case the slide is; else slides of its case may be among those
/// @param tiles loudest towards cancer first, then loudest towards benign
public record SimilarTiles(PackId encoder, int compared, boolean caseKnown, List<Query> tiles) {
    public SimilarTiles {
        tiles = List.copyOf(tiles);
    }

    /// A tile of the slide and its neighbours.
    ///
    /// @param frame in level-0 pixels
    /// @param influence on the heatmap's scale, see [org.acinus.heatmap.HeatScale]
    /// @param neighbours nearest first
    public record Query(TileFrame frame, double influence, Contrast neighbours) {}
}
