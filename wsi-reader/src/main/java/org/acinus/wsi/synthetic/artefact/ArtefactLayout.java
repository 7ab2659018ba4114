package org.acinus.wsi.synthetic.artefact;

import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.acinus.wsi.RgbBuffer;
import org.acinus.wsi.write.PixelSource;

/// Finds places on a picture's tissue for artefacts, apart from one another. One thread at a time.
public final class ArtefactLayout {
    private static final int TRIES = 20_000;

    /// Points of an artefact's surroundings that are looked at for tissue, along each axis.
    private static final int PROBES = 5;

    /// Share of its reach that is looked at; its corners are seldom painted.
    private static final double PROBED = 0.75;

    private static final double LEAST_TISSUE = 0.6;

    /// Points across the reach of a fold, along each axis, and the share of those inside of it that is tissue: on glass
    /// there is nothing to fold.
    private static final int FOLD_PROBES = 41;

    private static final double LEAST_TISSUE_IN_FOLD = 0.75;

    /// Least difference between the channels of a pixel that is stained.
    private static final int STAINED = 20;

    private static final double APART_MICRONS = 150;

    private final PixelSource picture;
    private final double spacingMicrons;
    private final Random random;
    private final List<PaintedArtefact> placed = new ArrayList<>();

    private ArtefactLayout(PixelSource picture, double spacingMicrons, long seed) {
        this.picture = picture;
        this.spacingMicrons = spacingMicrons;
        this.random = new Random(seed);
    }

    /// Places each request several times.
    ///
    /// @param spacingMicrons of the picture's pixels
    /// @param copies of each request
    /// @throws IllegalArgumentException where the picture's tissue is too small for them
    public static List<PaintedArtefact> place(
            PixelSource picture, double spacingMicrons, List<ArtefactRequest> requests, int copies, long seed) {
        ArtefactLayout layout = new ArtefactLayout(picture, spacingMicrons, seed);
        for (int copy = 0; copy < copies; copy++) {
            requests.forEach(layout::place);
        }
        return List.copyOf(layout.placed);
    }

    private void place(ArtefactRequest request) {
        for (int i = 0; i < TRIES; i++) {
            double x = random.nextDouble() * picture.width();
            double y = random.nextDouble() * picture.height();
            Outline outline = outline(request.kind(), x, y);
            if (isInside(outline) && isApart(outline) && isOnTissue(outline, request.kind())) {
                placed.add(new PaintedArtefact(request, outline, brush(request)));
                return;
            }
        }
        throw new IllegalArgumentException("the tissue has no room for " + request.label() + " beside " + placed.size()
                + " other artefacts; a larger slide has");
    }

    private double pixels(double microns) {
        return microns / spacingMicrons;
    }

    private double pixels(double least, double most) {
        return pixels(least + (most - least) * random.nextDouble());
    }

    private Outline outline(PaintedKind kind, double x, double y) {
        double angle = Math.PI * random.nextDouble();
        return switch (kind) {
            case BLUE_INK, GREEN_INK, BLACK_INK, RED_INK ->
                new Outline.Stroke(x, y, angle, pixels(900, 1300), pixels(120, 220), pixels(0, 200));
            case OUT_OF_FOCUS -> new Outline.Patch(x, y, pixels(400, 500), 2 * angle);
            case FOLD -> new Outline.Stroke(x, y, angle, pixels(700, 1100), pixels(40, 70), pixels(0, 150));
            case AIR_BUBBLE -> new Outline.Ring(x, y, pixels(200, 450), pixels(7, 12));
            case COVER_SLIP_EDGE -> new Outline.Stroke(x, y, angle, pixels(1000, 1400), pixels(7, 12), 0);
            case NEAR_WHITE, NEAR_BLACK, SATURATION_LOSS -> new Outline.Patch(x, y, pixels(250, 350), 2 * angle);
        };
    }

    private Brush brush(ArtefactRequest request) {
        double soft = pixels(40);
        return switch (request.kind()) {
            case BLUE_INK -> new Brush.Layer(1.3, 0.75, 0.2, soft);
            case GREEN_INK -> new Brush.Layer(1.1, 0.3, 0.55, soft);
            case BLACK_INK -> new Brush.Layer(0.85, 0.9, 0.87, soft);
            case RED_INK -> new Brush.Layer(0.07, 0.95, 0.8, soft);
            case OUT_OF_FOCUS -> new Defocus(pixels(request.blurMicrons()));
            case FOLD -> new Brush.Fold((int) pixels(60));
            case AIR_BUBBLE, COVER_SLIP_EDGE -> new Brush.Layer(0.8, 0.8, 0.8, pixels(4));
            case NEAR_WHITE -> new Brush.Fade(250, 0.95, 1);
            case NEAR_BLACK -> new Brush.Fade(8, 0.97, 1);
            case SATURATION_LOSS -> new Brush.Fade(0, 0, 0.1);
        };
    }

    private boolean isInside(Outline outline) {
        return outline.centreX() > outline.reach()
                && outline.centreY() > outline.reach()
                && outline.centreX() < picture.width() - outline.reach()
                && outline.centreY() < picture.height() - outline.reach();
    }

    private boolean isApart(Outline outline) {
        return placed.stream()
                .map(PaintedArtefact::outline)
                .allMatch(other -> Math.hypot(outline.centreX() - other.centreX(), outline.centreY() - other.centreY())
                        > outline.reach() + other.reach() + pixels(APART_MICRONS));
    }

    private boolean isOnTissue(Outline outline, PaintedKind kind) {
        return kind == PaintedKind.FOLD
                ? stained(outline, FOLD_PROBES, outline.reach(), true) >= LEAST_TISSUE_IN_FOLD
                : stained(outline, PROBES, PROBED * outline.reach(), false) >= LEAST_TISSUE;
    }

    /// Share of points about an outline's centre that are stained.
    ///
    /// @param probes points along each axis
    /// @param reach of the outermost, px
    /// @param inside whether only points inside of the outline count
    private double stained(Outline outline, int probes, double reach, boolean inside) {
        int stained = 0;
        int looked = 0;
        double step = 2 * reach / (probes - 1);
        for (int i = 0; i < probes; i++) {
            for (int j = 0; j < probes; j++) {
                double x = outline.centreX() - reach + i * step;
                double y = outline.centreY() - reach + j * step;
                if (!inside || outline.depth(x, y) > 0) {
                    looked++;
                    stained += isStained((long) x, (long) y) ? 1 : 0;
                }
            }
        }
        return stained / (double) Math.max(1, looked);
    }

    private boolean isStained(long x, long y) {
        RgbBuffer pixel = RgbBuffer.onHeap(1, 1);
        picture.read(Math.min(x, picture.width() - 1), Math.min(y, picture.height() - 1), pixel);
        int red = pixel.pixels().get(ValueLayout.JAVA_BYTE, 0) & 255;
        int green = pixel.pixels().get(ValueLayout.JAVA_BYTE, 1) & 255;
        int blue = pixel.pixels().get(ValueLayout.JAVA_BYTE, 2) & 255;
        return Math.max(red, Math.max(green, blue)) - Math.min(red, Math.min(green, blue)) >= STAINED;
    }
}
