package org.acinus.stain;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.acinus.wsi.RgbBuffer;

/// Vahadane's normalisation: non-negative amounts of the slide's stains, scaled, in the reference's vectors; or, for a
/// target of one's own, the pixel as it is with what that changes of its stains.
///
/// Amounts come from tables of each channel's share, levels from tables over the amounts in steps that miss a
/// level by a quarter at most.
final class SparseStainMap implements StainNormaliser {
    private static final int CHANNELS = RgbBuffer.BYTES_PER_PIXEL;
    private static final int LEVELS = 256;
    private static final float STEPS_PER_UNIT = 512;
    private static final int STEPS = 4096;

    /// For each channel and level: what it adds to the amounts of both stains, and to what each would be alone.
    private static final int SHARES = 4;

    private final float[] shares = new float[CHANNELS * LEVELS * SHARES];
    private final float scaleH;
    private final float scaleE;
    private final float[] lightAfterH;
    private final float[] lightAfterE;

    /// Whether pixels keep what is theirs and the tables say what changes.
    private final boolean keeping;

    /// Puts the reference's stains in the place of the slide's, as Vahadane et al. do. What two stains cannot explain
    /// is left out.
    static SparseStainMap between(StainProfile slide, StainProfile reference) {
        return new SparseStainMap(
                slide,
                reference.mostHaematoxylin() / slide.mostHaematoxylin(),
                reference.mostEosin() / slide.mostEosin(),
                light(reference.haematoxylin(), OpticalDensity.UNSTAINED_LEVEL),
                light(reference.eosin(), 1),
                false);
    }

    /// The same, but what two stains cannot explain stays as it is: a slide brought to its own stains does not change.
    static SparseStainMap keeping(StainProfile slide, StainProfile target) {
        return new SparseStainMap(
                slide, 1, 1, light(slide.changeOfHaematoxylin(target), 1), light(slide.changeOfEosin(target), 1), true);
    }

    /// A map.
    ///
    /// @param scaleH from the slide's amount of haematoxylin to what its table is made for, and so the other
    /// @param lightAfterH by steps of that amount
    private SparseStainMap(
            StainProfile slide,
            double scaleH,
            double scaleE,
            float[] lightAfterH,
            float[] lightAfterE,
            boolean keeping) {
        StainVector h = slide.haematoxylin().unit();
        StainVector e = slide.eosin().unit();
        Unmixing unmixing = Unmixing.of(h, e);
        for (int level = 0; level < LEVELS; level++) {
            double density = Math.max(0, OpticalDensity.of(level));
            share(
                    0,
                    level,
                    density,
                    unmixing.forHaematoxylin().red(),
                    unmixing.forEosin().red(),
                    h.red(),
                    e.red());
            share(
                    1,
                    level,
                    density,
                    unmixing.forHaematoxylin().green(),
                    unmixing.forEosin().green(),
                    h.green(),
                    e.green());
            share(
                    2,
                    level,
                    density,
                    unmixing.forHaematoxylin().blue(),
                    unmixing.forEosin().blue(),
                    h.blue(),
                    e.blue());
        }
        this.scaleH = (float) (STEPS_PER_UNIT * scaleH);
        this.scaleE = (float) (STEPS_PER_UNIT * scaleE);
        this.lightAfterH = lightAfterH;
        this.lightAfterE = lightAfterE;
        this.keeping = keeping;
    }

    private void share(int channel, int level, double density, double... factors) {
        for (int i = 0; i < SHARES; i++) {
            shares[SHARES * (LEVELS * channel + level) + i] = (float) (density * factors[i]);
        }
    }

    private static float[] light(StainVector stain, double full) {
        float[] light = new float[CHANNELS * STEPS];
        for (int step = 0; step < STEPS; step++) {
            // The middle of a step, but for the first, in which all the glass lies.
            double amount = step == 0 ? 0 : (step + 0.5) / STEPS_PER_UNIT;
            light[CHANNELS * step] = (float) (full * Math.exp(-amount * stain.red()));
            light[CHANNELS * step + 1] = (float) (full * Math.exp(-amount * stain.green()));
            light[CHANNELS * step + 2] = (float) (full * Math.exp(-amount * stain.blue()));
        }
        return light;
    }

    @Override
    public void normalise(MemorySegment rgb, int pixels) {
        for (int pixel = 0; pixel < pixels; pixel++) {
            long at = (long) CHANNELS * pixel;
            int red = SHARES * (rgb.get(ValueLayout.JAVA_BYTE, at) & 255);
            int green = SHARES * (LEVELS + (rgb.get(ValueLayout.JAVA_BYTE, at + 1) & 255));
            int blue = SHARES * (2 * LEVELS + (rgb.get(ValueLayout.JAVA_BYTE, at + 2) & 255));
            float amountH = shares[red] + shares[green] + shares[blue];
            float amountE = shares[red + 1] + shares[green + 1] + shares[blue + 1];
            if (amountE < 0) {
                amountH = shares[red + 2] + shares[green + 2] + shares[blue + 2];
                amountE = 0;
            } else if (amountH < 0) {
                amountE = shares[red + 3] + shares[green + 3] + shares[blue + 3];
                amountH = 0;
            }
            int h = CHANNELS * Math.min(STEPS - 1, (int) (scaleH * amountH));
            int e = CHANNELS * Math.min(STEPS - 1, (int) (scaleE * amountE));
            for (int channel = 0; channel < CHANNELS; channel++) {
                float light = lightAfterH[h + channel] * lightAfterE[e + channel];
                // Incoming levels are taken as one more, so that black is finite.
                float level = keeping ? ((rgb.get(ValueLayout.JAVA_BYTE, at + channel) & 255) + 1) * light - 1 : light;
                rgb.set(ValueLayout.JAVA_BYTE, at + channel, (byte) (int) Math.max(0, Math.min(255, level + 0.5f)));
            }
        }
    }
}
