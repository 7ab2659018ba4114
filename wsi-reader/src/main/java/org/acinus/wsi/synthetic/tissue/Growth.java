package org.acinus.wsi.synthetic.tissue;

import java.util.List;
import java.util.stream.Stream;
import org.acinus.wsi.synthetic.scene.Blob;
import org.acinus.wsi.synthetic.scene.Frame;
import org.acinus.wsi.synthetic.scene.Scene;

/// What grows around one region: tumours, and crowds of benign glands that mimic one. One thread at a time.
final class Growth {
    private static final float FAR = -1000;
    private static final Sample NOTHING = new Sample(FAR, FAR, Tissue.STROMA);

    /// Beyond this distance from an area nothing of it is drawn, px.
    private static final int REACH = 400;

    private static final GlandNet.Form SMALL_GLANDS = new GlandNet.Form(2, 100, 5, 30, 46);
    private static final GlandNet.Form MASSES = new GlandNet.Form(3, 250, 5, 110, 170);
    private static final GlandNet.Form HOLES = new GlandNet.Form(4, 46, 4, 8, 17);

    private final List<Area> areas;
    private final Noise noise;
    private final GlandNet smallGlands;
    private final GlandNet masses;
    private final GlandNet holes;

    /// What grows at a place.
    ///
    /// @param gland depth inside a gland or sheet, px
    /// @param lumen depth inside its lumen, px
    record Sample(float gland, float lumen, Tissue kind) {}

    /// One area.
    private record Area(Blob outline, Tissue kind) {}

    Growth(Scene scene, Noise noise, Frame frame) {
        this.noise = noise;
        this.areas = Stream.concat(
                        scene.tumours().stream().map(tumour -> new Area(tumour.outline(), Tissue.of(tumour.pattern()))),
                        scene.mimics().stream().map(outline -> new Area(outline, Tissue.CROWDED_GLAND)))
                .filter(area -> area.outline.isNear(frame, REACH))
                .toList();
        // Where nothing grows the nets are never asked; one site each is enough.
        Frame needed = areas.isEmpty() ? new Frame(frame.x(), frame.y(), 1, 1) : frame;
        this.smallGlands = new GlandNet(
                noise,
                SMALL_GLANDS,
                needed,
                site -> Noise.unit(site.hash(), 3) < 0.9f && depth(site.x(), site.y()) > 20);
        this.masses = new GlandNet(noise, MASSES, needed, site -> depth(site.x(), site.y()) > -40);
        this.holes = new GlandNet(noise, HOLES, needed, site -> Noise.unit(site.hash(), 3) < 0.8f);
    }

    /// How far inside the nearest of these areas a place lies, px.
    float depth(float x, float y) {
        float deepest = FAR;
        for (Area area : areas) {
            deepest = Math.max(deepest, area.outline.depth(x, y));
        }
        return deepest;
    }

    /// What grows at (`x`, `y`); outlines are taken at the warped place.
    Sample sample(float x, float y, float warpedX, float warpedY) {
        float deepest = -60;
        Tissue kind = Tissue.STROMA;
        for (Area area : areas) {
            float depth = area.outline.depth(x, y);
            if (depth > deepest) {
                deepest = depth;
                kind = area.kind;
            }
        }
        return switch (kind) {
            case GLEASON_3, CROWDED_GLAND -> smallGland(warpedX, warpedY, kind);
            case GLEASON_4 -> cribriform(warpedX, warpedY, deepest);
            case GLEASON_5 -> sheet(x, y, deepest);
            case STROMA, BENIGN_GLAND, ATROPHIC_GLAND -> NOTHING;
        };
    }

    private Sample smallGland(float x, float y, Tissue kind) {
        float depth = smallGlands.depth(x, y);
        return new Sample(depth, depth - 19 - 2 * noise.smooth(20, x / 15, y / 15), kind);
    }

    private Sample cribriform(float x, float y, float tumour) {
        float mass = Math.min(masses.depth(x, y), tumour);
        float lumen = Math.min(holes.depth(x, y), mass - 15);
        return new Sample(mass, lumen, Tissue.GLEASON_4);
    }

    private Sample sheet(float x, float y, float tumour) {
        float ragged = tumour + 25 * noise.smooth(21, x / 45, y / 45);
        // Strands of stroma run where a slow noise crosses zero.
        float strand = 70 * Math.abs(noise.smooth(22, x / 80, y / 80)) - 6;
        return new Sample(Math.min(ragged, strand), FAR, Tissue.GLEASON_5);
    }
}
