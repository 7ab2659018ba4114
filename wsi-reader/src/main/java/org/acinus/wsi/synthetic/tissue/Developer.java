package org.acinus.wsi.synthetic.tissue;

import org.acinus.wsi.synthetic.scene.Frame;
import org.acinus.wsi.synthetic.scene.SlideLook;

/// Turns amounts of stain into colours: Beer-Lambert's law with one slide's stain vectors, from tables.
///
/// Immutable.
final class Developer {
    private static final int STEPS = 512;
    private static final float MOST_STAIN = 3;
    private static final float TO_STEP = (STEPS - 1) / MOST_STAIN;
    private static final float CAMERA_NOISE = 1.2f;

    private final float[] haematoxylin = new float[3 * STEPS];
    private final float[] eosin = new float[3 * STEPS];

    Developer(SlideLook look) {
        for (int step = 0; step < STEPS; step++) {
            double amount = step / (double) TO_STEP;
            for (int channel = 0; channel < 3; channel++) {
                int at = 3 * step + channel;
                double blueInk = amount
                        * look.haematoxylinStrength()
                        * look.haematoxylin().at(channel);
                double pinkInk = amount * look.eosinStrength() * look.eosin().at(channel);
                haematoxylin[at] = (float) (look.glass().at(channel) * Math.exp(-blueInk));
                eosin[at] = (float) Math.exp(-pinkInk);
            }
        }
    }

    /// Develops a part of the stained region.
    ///
    /// @param into RGB, rows packed
    void develop(Stains stains, Frame part, byte[] into) {
        Frame frame = stains.frame();
        int out = 0;
        for (int row = 0; row < part.height(); row++) {
            long y = part.y() + row;
            int at = (int) (y - frame.y()) * frame.width() + (int) (part.x() - frame.x());
            for (int column = 0; column < part.width(); column++, at++) {
                float noise = CAMERA_NOISE * Textures.SHARED.camera(part.x() + column, y) + 0.5f;
                int h = step(stains.haematoxylin(at));
                int e = step(stains.eosin(at));
                into[out++] = level(haematoxylin[h] * eosin[e] + noise);
                into[out++] = level(haematoxylin[h + 1] * eosin[e + 1] + noise);
                into[out++] = level(haematoxylin[h + 2] * eosin[e + 2] + noise);
            }
        }
    }

    private static int step(float amount) {
        return 3 * (int) (Math.min(MOST_STAIN, Math.max(0, amount)) * TO_STEP + 0.5f);
    }

    private static byte level(float value) {
        return (byte) Math.min(255, Math.max(0, (int) value));
    }
}
