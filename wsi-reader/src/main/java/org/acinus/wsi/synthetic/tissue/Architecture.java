package org.acinus.wsi.synthetic.tissue;

import java.util.List;
import org.acinus.wsi.synthetic.scene.Blob;
import org.acinus.wsi.synthetic.scene.Frame;
import org.acinus.wsi.synthetic.scene.Scene;

/// The lie of the land around one region: what is tissue, gland, lumen, tumour; sampled every [#STEP] pixels.
///
/// Outlines are smooth at that scale, so a sixteenth of the pixels suffices and the rest is interpolated. Samples
/// lie on absolute multiples of the step: neighbouring regions agree. Built for one region, read by one thread.
final class Architecture {
    /// Distance of samples, px.
    static final int STEP = 4;

    /// Room around the region for whatever reaches in from outside, px.
    static final int MARGIN = 40;

    private static final float OUTSIDE = -1000;

    /// How far outlines are pushed about, px.
    private static final float WARP = 22;

    private final Scene scene;
    private final Noise noise;
    private final Frame frame;
    private final int columns;
    private final int rows;
    private final float[] tissue;
    private final float[] gland;
    private final float[] lumen;
    private final float[] fibre;
    private final float[] mottle;
    private final float[] inflammation;
    private final Tissue[] kinds;
    private final List<Blob> islands;
    private final Growth growth;
    private final GlandNet benign;
    private final float grainDirection;

    Architecture(Scene scene, Noise noise, Frame region) {
        this.scene = scene;
        this.noise = noise;
        this.frame = region.around(MARGIN, STEP);
        this.columns = frame.width() / STEP + 1;
        this.rows = frame.height() / STEP + 1;
        int samples = columns * rows;
        this.tissue = new float[samples];
        this.gland = new float[samples];
        this.lumen = new float[samples];
        this.fibre = new float[samples];
        this.mottle = new float[samples];
        this.inflammation = new float[samples];
        this.kinds = new Tissue[samples];
        this.islands = scene.islands().stream()
                .filter(island -> island.isNear(frame, MARGIN))
                .toList();
        this.growth = new Growth(scene, noise, frame);
        this.grainDirection = 8 * Noise.unit(noise.hash(0, 0, 0), 0);
        float cell = (float) scene.traits().glandPixels();
        this.benign = new GlandNet(
                noise, new GlandNet.Form(1, cell, 9, 0.30f * cell, 0.56f * cell), frame, this::holdsBenignGland);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                sample(row * columns + column, (float) frame.x() + column * STEP, (float) frame.y() + row * STEP);
            }
        }
    }

    private boolean holdsBenignGland(GlandNet.Site site) {
        return Noise.unit(site.hash(), 3) < scene.traits().glandShare()
                && growth.depth(site.x(), site.y()) < -0.7f * site.radius();
    }

    private void sample(int at, float x, float y) {
        kinds[at] = Tissue.STROMA;
        float inside = OUTSIDE;
        for (Blob island : islands) {
            inside = Math.max(inside, island.depth(x, y));
        }
        tissue[at] = inside + 9 * noise.smooth(1, x / 37, y / 37) + 3 * noise.smooth(2, x / 9, y / 9);
        gland[at] = OUTSIDE;
        lumen[at] = OUTSIDE;
        if (tissue[at] < -MARGIN) {
            return;
        }
        fibre[at] =
                grainDirection + 3.2f * noise.smooth(3, x / 700, y / 700) + 0.9f * noise.smooth(4, x / 110, y / 110);
        mottle[at] = noise.smooth(5, x / 70, y / 70);
        inflammation[at] = 1.6f * (float) scene.traits().inflammation()
                - 0.75f
                + 0.75f * noise.smooth(6, x / 420, y / 420)
                + 0.35f * noise.smooth(7, x / 110, y / 110);
        float warpedX = x + WARP * noise.smooth(8, x / 85, y / 85) + 5 * noise.smooth(9, x / 23, y / 23);
        float warpedY = y + WARP * noise.smooth(10, x / 85, y / 85) + 5 * noise.smooth(11, x / 23, y / 23);
        sampleBenign(at, warpedX, warpedY);
        Growth.Sample grown = growth.sample(x, y, warpedX, warpedY);
        if (grown.gland() > gland[at]) {
            gland[at] = grown.gland();
            lumen[at] = grown.lumen();
            kinds[at] = grown.kind();
        }
    }

    private void sampleBenign(int at, float x, float y) {
        float depth = benign.depth(x, y);
        GlandNet.Site site = benign.nearest();
        if (Noise.unit(site.hash(), 4) < scene.traits().atrophy()) {
            // Shrunken: the same cell, but only a small gland in its middle.
            gland[at] = depth - 0.52f * site.radius();
            lumen[at] = gland[at] - 13;
            kinds[at] = Tissue.ATROPHIC_GLAND;
            return;
        }
        float folds =
                1 + 0.55f * noise.smooth(12, x / 34, y / 34) + 0.7f * Math.max(0, noise.smooth(13, x / 90, y / 90));
        gland[at] = depth;
        lumen[at] = depth - (float) scene.traits().epitheliumPixels() * folds;
        kinds[at] = Tissue.BENIGN_GLAND;
    }

    /// Depth inside the tissue at any pixel, px.
    float tissue(float x, float y) {
        return interpolate(tissue, x, y);
    }

    /// Depth inside a gland at any pixel, px; negative in the stroma.
    float gland(float x, float y) {
        return interpolate(gland, x, y);
    }

    /// Depth inside a lumen at any pixel, px; negative in the epithelium.
    float lumen(float x, float y) {
        return interpolate(lumen, x, y);
    }

    /// Positive where lymphocytes are.
    float inflammation(float x, float y) {
        return interpolate(inflammation, x, y);
    }

    /// Direction of the fibres in eighths of a half turn.
    float fibre(float x, float y) {
        return interpolate(fibre, x, y);
    }

    /// What the nearest sample is.
    Tissue kind(float x, float y) {
        int column = Math.round((x - frame.x()) / STEP);
        int row = Math.round((y - frame.y()) / STEP);
        return kinds[row * columns + column];
    }

    private float interpolate(float[] field, float x, float y) {
        float column = (x - frame.x()) / STEP;
        float row = (y - frame.y()) / STEP;
        int wholeColumn = (int) column;
        int wholeRow = (int) row;
        int at = wholeRow * columns + wholeColumn;
        float fx = column - wholeColumn;
        float fy = row - wholeRow;
        float upper = field[at] + fx * (field[at + 1] - field[at]);
        float lower = field[at + columns] + fx * (field[at + columns + 1] - field[at + columns]);
        return upper + fy * (lower - upper);
    }

    /// The five numbers that decide a pixel, for a whole row of pixels at once: see [Row].
    Row row(long y) {
        return new Row(y);
    }

    /// One pixel row: the same interpolation, with the vertical half done once.
    final class Row {
        private final float[] tissueRow;
        private final float[] glandRow;
        private final float[] lumenRow;
        private final float[] fibreRow;
        private final float[] mottleRow;
        private final int nearestRow;

        private Row(long y) {
            int row = (int) ((y - frame.y()) / STEP);
            float fraction = (float) ((y - frame.y()) % STEP) / STEP;
            this.tissueRow = blend(tissue, row, fraction);
            this.glandRow = blend(gland, row, fraction);
            this.lumenRow = blend(lumen, row, fraction);
            this.fibreRow = blend(fibre, row, fraction);
            this.mottleRow = blend(mottle, row, fraction);
            this.nearestRow = row + Math.round(fraction);
        }

        private float[] blend(float[] field, int row, float fraction) {
            float[] blended = new float[columns + 1];
            int at = row * columns;
            int below = Math.min(row + 1, rows - 1) * columns;
            for (int column = 0; column < columns; column++) {
                blended[column] = field[at + column] + fraction * (field[below + column] - field[at + column]);
            }
            blended[columns] = blended[columns - 1];
            return blended;
        }

        private float at(float[] field, long x) {
            int offset = (int) (x - frame.x());
            int column = offset / STEP;
            return field[column] + (field[column + 1] - field[column]) * (offset % STEP) / STEP;
        }

        float tissue(long x) {
            return at(tissueRow, x);
        }

        float gland(long x) {
            return at(glandRow, x);
        }

        float lumen(long x) {
            return at(lumenRow, x);
        }

        float fibre(long x) {
            return at(fibreRow, x);
        }

        float mottle(long x) {
            return at(mottleRow, x);
        }

        Tissue kind(long x) {
            int column = ((int) (x - frame.x()) + STEP / 2) / STEP;
            return kinds[nearestRow * columns + column];
        }
    }
}
