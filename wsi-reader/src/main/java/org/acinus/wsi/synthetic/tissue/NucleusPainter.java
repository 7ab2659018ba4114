package org.acinus.wsi.synthetic.tissue;

import org.acinus.wsi.synthetic.scene.Frame;
import org.acinus.wsi.synthetic.scene.Scene;
import org.acinus.wsi.synthetic.scene.TissueTraits;

/// Puts nuclei where the architecture wants them.
///
/// Candidates lie on jittered grids that are fixed on the slide, one grid for each sort of nucleus. A candidate
/// near a gland's outline is moved along the normal to the depth at which that sort sits, so that rows of nuclei
/// follow every outline without anybody tracing it. One thread at a time.
final class NucleusPainter {
    private static final int EPITHELIUM = 100;
    private static final int STROMA = 101;
    private static final int LYMPHOCYTES = 102;
    private static final int BASAL = 103;
    private static final int TUMOUR = 104;

    private static final Nucleus BASAL_CELL = new Nucleus(6.3f, 2.7f, 1.3f, 0.05f, 0);

    /// A candidate is moved by at most this, px.
    private static final int FARTHEST_MOVE = 14;

    /// How far from a pixel a candidate can lie whose nucleus covers that pixel: the move and 18 px of nucleus.
    private static final int REACH = FARTHEST_MOVE + 18;

    private final TissueTraits traits;
    private final Noise noise;
    private final Architecture land;
    private final Stains stains;
    private final Nucleus luminal;
    private final Nucleus crowded;

    NucleusPainter(Scene scene, Noise noise, Architecture land, Stains stains) {
        this.traits = scene.traits();
        this.noise = noise;
        this.land = land;
        this.stains = stains;
        float reactive = (float) traits.reactivity();
        float nucleolus = reactive > 0.45f ? 0.9f + 0.45f * reactive : 0;
        this.luminal =
                new Nucleus(6.1f + 0.5f * reactive, 4.5f + 1.3f * reactive, 0.97f, 0.15f + 0.3f * reactive, nucleolus);
        this.crowded = new Nucleus(5.4f + 0.8f * reactive, 4.6f + 0.9f * reactive, 1.1f, 0.1f + 0.25f * reactive, 0);
    }

    /// A place where a nucleus might be.
    ///
    /// @param hash random bits of its own
    private record Candidate(float x, float y, int hash) {
        float random(int part) {
            return Noise.unit(hash, part);
        }

        /// Some angle, radians.
        double direction() {
            return Math.PI * random(4);
        }
    }

    /// One sort of nucleus: draws itself at a candidate's place, or not.
    private interface Sort {
        void place(Candidate candidate);
    }

    void paint() {
        float spacing = (float) traits.nuclearSpacing();
        onGrid(EPITHELIUM, 11.5f * spacing, this::luminal);
        onGrid(BASAL, 12.5f * spacing, this::basal);
        onGrid(TUMOUR, 15.5f, this::malignant);
        onGrid(STROMA, 34 * spacing, this::spindle);
        onGrid(LYMPHOCYTES, 9.6f, this::lymphocyte);
    }

    private void onGrid(int layer, float spacing, Sort sort) {
        Frame frame = stains.frame();
        int firstColumn = (int) Math.floor((frame.x() - REACH) / spacing);
        int lastColumn = (int) Math.floor((frame.x() + frame.width() + REACH) / spacing);
        int firstRow = (int) Math.floor((frame.y() - REACH) / spacing);
        int lastRow = (int) Math.floor((frame.y() + frame.height() + REACH) / spacing);
        for (int row = firstRow; row <= lastRow; row++) {
            for (int column = firstColumn; column <= lastColumn; column++) {
                int hash = noise.hash(layer, column, row);
                float x = (column + 0.12f + 0.76f * Noise.unit(hash, 0)) * spacing;
                float y = (row + 0.12f + 0.76f * Noise.unit(hash, 1)) * spacing;
                if (isInReach(x, y) && land.tissue(x, y) > 6) {
                    sort.place(new Candidate(x, y, hash));
                }
            }
        }
    }

    private boolean isInReach(float x, float y) {
        Frame frame = stains.frame();
        return x > frame.x() - REACH
                && x < frame.x() + frame.width() + REACH
                && y > frame.y() - REACH
                && y < frame.y() + frame.height() + REACH;
    }

    private void luminal(Candidate at) {
        float depth = gland(at);
        if (depth < 3 || depth > 24 || land.lumen(at.x, at.y) > -3) {
            return;
        }
        switch (land.kind(at.x, at.y)) {
            case BENIGN_GLAND -> {
                if (Math.abs(depth - 16) < 6.5f) {
                    alongOutline(at, 15 + 4 * at.random(2), luminal, true);
                }
            }
            case CROWDED_GLAND -> {
                if (Math.abs(depth - 10) < 6.5f) {
                    alongOutline(at, 10 + 2 * at.random(2), crowded, true);
                }
            }
            case ATROPHIC_GLAND -> {
                if (depth < 12) {
                    alongOutline(at, 6, new Nucleus(5.4f, 4.4f, 1.45f, 0.05f, 0), false);
                }
            }
            default -> {}
        }
    }

    private void basal(Candidate at) {
        Tissue kind = land.kind(at.x, at.y);
        boolean hasBasalCells = kind == Tissue.BENIGN_GLAND || kind == Tissue.CROWDED_GLAND;
        if (hasBasalCells && Math.abs(gland(at) - 5) < 5.5f && at.random(2) < 0.8f) {
            alongOutline(at, 4.5f, BASAL_CELL, false);
        }
    }

    private void malignant(Candidate at) {
        float depth = gland(at);
        if (depth < 1.5f) {
            return;
        }
        float size = 0.85f + 0.35f * at.random(2);
        switch (land.kind(at.x, at.y)) {
            case GLEASON_3 -> {
                if (Math.abs(depth - 10) < 8.5f) {
                    float target = 9 + 3 * at.random(3);
                    alongOutline(at, target, new Nucleus(6.9f * size, 6.2f * size, 1.0f, 0.5f, 1.35f), true);
                }
            }
            case GLEASON_4 -> {
                if (depth > 5 && land.lumen(at.x, at.y) < -6) {
                    draw(at, new Nucleus(7.0f * size, 6.2f * size, 1.05f, 0.45f, 1.4f), at.direction());
                }
            }
            case GLEASON_5 -> {
                float wild = 0.75f + 0.7f * at.random(3);
                draw(at, new Nucleus(7.6f * wild, 5.8f * wild, 1.3f, 0.3f, 1.5f), at.direction());
            }
            default -> {}
        }
    }

    private void spindle(Candidate at) {
        if (gland(at) < -6) {
            double angle = Math.PI * land.fibre(at.x, at.y) / 8 + 0.3 * (at.random(2) - 0.5);
            float length = 7 + 5 * at.random(3);
            draw(at, new Nucleus(length, 2.1f, 1.05f, 0.05f, 0), angle);
        }
    }

    private void lymphocyte(Candidate at) {
        float density = land.inflammation(at.x, at.y);
        if (density > 0 && gland(at) < -4 && at.random(2) < 2.5f * density) {
            draw(at, new Nucleus(4.1f, 3.8f, 1.6f, 0.05f, 0), at.direction());
        }
    }

    private float gland(Candidate at) {
        return land.gland(at.x, at.y);
    }

    /// Moves a candidate to a depth below its gland's outline and draws it there.
    ///
    /// @param isUpright whether the long axis stands on the outline or lies along it
    private void alongOutline(Candidate at, float depth, Nucleus nucleus, boolean isUpright) {
        float slopeX = (land.gland(at.x + 3, at.y) - land.gland(at.x - 3, at.y)) / 6;
        float slopeY = (land.gland(at.x, at.y + 3) - land.gland(at.x, at.y - 3)) / 6;
        float steep = slopeX * slopeX + slopeY * slopeY;
        if (steep < 0.15f) {
            return;
        }
        float move = (depth - gland(at)) / steep;
        if (Math.abs(move) > FARTHEST_MOVE) {
            return;
        }
        double normal = Math.atan2(slopeY, slopeX) + (isUpright ? 0 : Math.PI / 2);
        Candidate moved = new Candidate(at.x + move * slopeX, at.y + move * slopeY, at.hash);
        draw(moved, nucleus, normal + 0.5 * (at.random(3) - 0.5));
    }

    private void draw(Candidate at, Nucleus nucleus, double angle) {
        float size = (float) traits.nuclearSize() * (0.92f + 0.16f * at.random(5));
        nucleus.stamp(stains, at.x, at.y, size, angle);
    }
}
