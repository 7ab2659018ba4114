package org.acinus.wsi.synthetic.tissue;

import java.util.function.Predicate;
import org.acinus.wsi.synthetic.scene.Frame;

/// A net of Voronoi cells around jittered grid points, with a gland in some of them (Worley 1996).
///
/// A gland fills its cell up to a gap, but is never wider than its own radius allows; where both limits meet its
/// outline is rounded. Holds the sites around one region; one thread at a time.
final class GlandNet {
    private static final float JITTER = 0.38f;
    private static final float ROUNDING = 0.16f;

    private final Form form;
    private final int firstColumn;
    private final int firstRow;
    private final int columns;
    private final Site[] sites;
    private Site nearest;

    /// The measures of a net.
    ///
    /// @param layer of the noise
    /// @param cell width of a grid cell, px
    /// @param gap between a gland and its cell's border, px
    /// @param smallest radius of a gland, px
    /// @param largest radius of a gland, px
    record Form(int layer, float cell, float gap, float smallest, float largest) {}

    /// A grid point.
    ///
    /// @param hash random bits of this site
    /// @param hasGland whether its cell holds a gland
    record Site(float x, float y, float radius, int hash, boolean hasGland) {}

    /// Gathers the sites that matter for a region.
    ///
    /// @param hasGland decides which sites hold a gland; sees the site as if it held one
    GlandNet(Noise noise, Form form, Frame frame, Predicate<Site> hasGland) {
        this.form = form;
        this.firstColumn = (int) Math.floor(frame.x() / form.cell) - 2;
        this.firstRow = (int) Math.floor(frame.y() / form.cell) - 2;
        this.columns = (int) Math.ceil(frame.width() / form.cell) + 5;
        int rows = (int) Math.ceil(frame.height() / form.cell) + 5;
        this.sites = new Site[columns * rows];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                Site site = site(noise, firstColumn + column, firstRow + row);
                sites[row * columns + column] =
                        hasGland.test(site) ? site : new Site(site.x, site.y, site.radius, site.hash, false);
            }
        }
        this.nearest = sites[0];
    }

    private Site site(Noise noise, int column, int row) {
        int hash = noise.hash(form.layer, column, row);
        float x = (column + 0.5f + JITTER * (2 * Noise.unit(hash, 0) - 1)) * form.cell;
        float y = (row + 0.5f + JITTER * (2 * Noise.unit(hash, 1) - 1)) * form.cell;
        float radius = form.smallest + (form.largest - form.smallest) * Noise.unit(hash, 2);
        return new Site(x, y, radius, hash, true);
    }

    /// How deep inside a gland a point lies, px; negative outside.
    float depth(float x, float y) {
        int column = clamp((int) Math.floor(x / form.cell) - firstColumn, columns);
        int row = clamp((int) Math.floor(y / form.cell) - firstRow, sites.length / columns);
        float first = Float.MAX_VALUE;
        float second = Float.MAX_VALUE;
        Site winner = nearest;
        Site runnerUp = nearest;
        for (int r = row - 1; r <= row + 1; r++) {
            for (int c = column - 1; c <= column + 1; c++) {
                Site site = sites[r * columns + c];
                float dx = x - site.x;
                float dy = y - site.y;
                float squared = dx * dx + dy * dy;
                if (squared < first) {
                    second = first;
                    runnerUp = winner;
                    first = squared;
                    winner = site;
                } else if (squared < second) {
                    second = squared;
                    runnerUp = site;
                }
            }
        }
        nearest = winner;
        float apart = (float) Math.hypot(winner.x - runnerUp.x, winner.y - runnerUp.y);
        float toBorder = apart < 1 ? 0 : (second - first) / (2 * apart);
        if (!winner.hasGland) {
            return -form.gap - toBorder;
        }
        return smoothMinimum(toBorder - form.gap, winner.radius - (float) Math.sqrt(first));
    }

    /// The site in whose cell the last asked point lies.
    Site nearest() {
        return nearest;
    }

    private float smoothMinimum(float a, float b) {
        float width = ROUNDING * form.cell;
        float overlap = Math.max(width - Math.abs(a - b), 0) / width;
        return Math.min(a, b) - overlap * overlap * width / 4;
    }

    /// Keeps a warped point's three-by-three neighbourhood inside the gathered sites.
    private static int clamp(int index, int count) {
        return Math.max(1, Math.min(count - 2, index));
    }
}
