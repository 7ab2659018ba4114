package org.acinus.gleason.pattern;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.acinus.tiling.TileAddress;

/// How much of the tissue is tumour, by area and along the cores.
///
/// A core is a connected piece of tissue of at least [#LEAST_CORE] tiles; its axis is that of its tiles'
/// greatest variance. Tumour is measured along it as the length that any tumour tile covers, gaps left out;
/// where tumour is not one stretch, reporting with and without gaps differ, and both are used (van Leenders et
/// al., *American Journal of Surgical Pathology* 44 (2020) e87-e99), so [#spanMillimetres] has them in. To the
/// width of a tile, no finer.
///
/// @param share of the classified tissue's tiles, 0 to 1
/// @param tumourMillimetres along all cores, without gaps
/// @param spanMillimetres along all cores, from the first tumour to the last of each
/// @param tissueMillimetres length of all cores
public record TumourExtent(double share, double tumourMillimetres, double spanMillimetres, double tissueMillimetres) {
    /// Smaller pieces are fragments without a direction.
    public static final int LEAST_CORE = 4;

    /// Measures a map.
    ///
    /// @param strideMillimetres from one tile's left edge to the next one's
    public static TumourExtent of(PatternMap map, double strideMillimetres) {
        List<TileAddress> tissue =
                map.tiles().stream().map(tile -> tile.frame().address()).toList();
        Set<TileAddress> tumour = new HashSet<>(map.tumour());
        double covered = 0;
        double span = 0;
        double length = 0;
        for (List<TileAddress> core : Pieces.of(tissue)) {
            if (core.size() >= LEAST_CORE) {
                CoreAxis axis = CoreAxis.of(core);
                List<TileAddress> affected =
                        core.stream().filter(tumour::contains).toList();
                length += axis.covered(core);
                covered += axis.covered(affected);
                span += axis.span(affected);
            }
        }
        double share = tissue.isEmpty() ? 0 : tumour.size() / (double) tissue.size();
        return new TumourExtent(
                share, covered * strideMillimetres, span * strideMillimetres, length * strideMillimetres);
    }

    /// A line through a core, in units of tiles.
    private record CoreAxis(double right, double down) {
        /// The direction of greatest variance of the tiles' centres.
        static CoreAxis of(List<TileAddress> core) {
            double meanRight =
                    core.stream().mapToInt(TileAddress::column).average().orElse(0);
            double meanDown = core.stream().mapToInt(TileAddress::row).average().orElse(0);
            double xx = 0;
            double xy = 0;
            double yy = 0;
            for (TileAddress tile : core) {
                double x = tile.column() - meanRight;
                double y = tile.row() - meanDown;
                xx += x * x;
                xy += x * y;
                yy += y * y;
            }
            double angle = Math.atan2(2 * xy, xx - yy) / 2;
            return new CoreAxis(Math.cos(angle), Math.sin(angle));
        }

        /// Length of the axis that lies under at least one of the tiles.
        double covered(List<TileAddress> tiles) {
            double covered = 0;
            double end = Double.NEGATIVE_INFINITY;
            for (double[] shadow : shadows(tiles)) {
                covered += Math.max(0, shadow[1] - Math.max(end, shadow[0]));
                end = Math.max(end, shadow[1]);
            }
            return covered;
        }

        /// From the first tile's shadow to the last one's.
        double span(List<TileAddress> tiles) {
            List<double[]> shadows = shadows(tiles);
            return shadows.isEmpty()
                    ? 0
                    : shadows.stream().mapToDouble(shadow -> shadow[1]).max().orElseThrow() - shadows.getFirst()[0];
        }

        /// What each tile, a square, covers of the axis, by its beginning.
        private List<double[]> shadows(List<TileAddress> tiles) {
            double half = (Math.abs(right) + Math.abs(down)) / 2;
            List<double[]> shadows = new ArrayList<>();
            for (TileAddress tile : tiles) {
                double at = tile.column() * right + tile.row() * down;
                shadows.add(new double[] {at - half, at + half});
            }
            shadows.sort((one, other) -> Double.compare(one[0], other[0]));
            return shadows;
        }
    }
}
