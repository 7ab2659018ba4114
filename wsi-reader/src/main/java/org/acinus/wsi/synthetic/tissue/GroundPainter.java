package org.acinus.wsi.synthetic.tissue;

import org.acinus.wsi.synthetic.scene.Frame;
import org.acinus.wsi.synthetic.scene.Scene;

/// Stains everything but nuclei: stroma, cytoplasm, what lies in lumens, and glass. One thread at a time: the
/// pixel at hand is kept in fields.
final class GroundPainter {
    private final Architecture land;
    private final Stains stains;
    private final float looseness;
    private Architecture.Row line;
    private long x;
    private long y;
    private int at;
    private float edge;
    private final float bubbles;

    GroundPainter(Scene scene, Architecture land, Stains stains) {
        this.land = land;
        this.stains = stains;
        this.line = land.row(stains.frame().y());
        this.bubbles = (float) scene.traits().foam();
        this.looseness = 1.4f * (float) scene.traits().looseness() - 0.7f;
    }

    void paint() {
        Frame frame = stains.frame();
        at = 0;
        for (int row = 0; row < frame.height(); row++) {
            y = frame.y() + row;
            line = land.row(y);
            for (int column = 0; column < frame.width(); column++, at++) {
                x = frame.x() + column;
                float tissue = line.tissue(x);
                if (tissue > 0) {
                    edge = Math.min(1, tissue / 3);
                    paintPixel();
                }
            }
        }
    }

    private void paintPixel() {
        float gland = line.gland(x);
        float lumen = line.lumen(x);
        if (gland <= 0) {
            stroma(gland);
        } else if (lumen > 0) {
            content(lumen);
        } else {
            cytoplasm(gland, lumen);
        }
    }

    /// Pales out over the last three pixels of the tissue.
    private void set(float haematoxylin, float eosin) {
        stains.set(at, edge * Math.max(0, haematoxylin), edge * Math.max(0, eosin));
    }

    private void stroma(float gland) {
        float fibre = Textures.SHARED.fibre(line.fibre(x), x, y);
        float mottle = line.mottle(x);
        float grain = Textures.SHARED.grain(x, y);
        float eosin = 0.55f + 0.13f * fibre + 0.12f * mottle + 0.05f * grain;
        // Bundles part and leave white cracks; loose stroma has more of them.
        float loose = Math.clamp(2 * (looseness + 0.8f * mottle), 0f, 1f);
        float crack = Math.clamp(-1.7f * fibre - 1.9f + 1.5f * loose, 0f, 1f);
        eosin *= (1 - 0.85f * crack) * (1 - 0.35f * loose);
        float haematoxylin = 0.08f + 0.05f * fibre + 0.03f * grain;
        if (gland > -4 && line.kind(x).isMalignant()) {
            // Retraction: tumour glands shrink away from their bed.
            float cleft = Math.clamp(1.5f * mottle + 0.6f, 0f, 1f) * Math.min(1, (gland + 4) / 1.5f);
            eosin *= 1 - 0.9f * cleft;
        } else if (gland > -3) {
            eosin += 0.16f;
        }
        set(haematoxylin, eosin);
    }

    private void content(float lumen) {
        float eosin = 0.015f;
        if (lumen < 1.6f) {
            eosin = 0.22f;
        } else if (line.tissue(x) > 30 && lumen > 5 && line.mottle(x) > 0.35f) {
            // Secretion, with a rim of clear fluid around it.
            float dense = Math.clamp((line.mottle(x) - 0.35f) * 8, 0f, 1f) * Math.min(1, (lumen - 5) / 3);
            eosin += dense * (0.42f + 0.06f * Textures.SHARED.grain(x, y));
        }
        set(0, eosin);
    }

    private void cytoplasm(float gland, float lumen) {
        float foam = Textures.SHARED.foam(x, y);
        float grain = Textures.SHARED.grain(x, y);
        float brushBorder = lumen > -1.8f ? 0.10f : 0;
        switch (line.kind(x)) {
            case BENIGN_GLAND, CROWDED_GLAND, STROMA -> {
                float apical = Math.clamp((gland - 8) / 14, 0f, 1f);
                float haematoxylin = 0.20f - 0.12f * apical + 0.12f * bubbles * foam + 0.04f * grain;
                float eosin = 0.40f - 0.12f * apical + 0.26f * bubbles * foam + 0.06f * grain;
                set(haematoxylin, eosin + brushBorder);
            }
            case ATROPHIC_GLAND -> set(0.30f + 0.05f * grain, 0.42f + 0.06f * grain + brushBorder);
            case GLEASON_3, GLEASON_4 ->
                set(0.22f + 0.12f * foam + 0.07f * grain, 0.30f + 0.22f * foam + 0.07f * grain + brushBorder);
            case GLEASON_5 -> set(0.30f + 0.10f * grain, 0.42f + 0.10f * foam + 0.10f * grain + brushBorder);
        }
    }
}
