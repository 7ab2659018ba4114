package org.acinus.wsi.synthetic.tissue;

import org.acinus.wsi.synthetic.scene.Frame;

/// Two layers of stain over one region: how much haematoxylin and eosin each pixel has.
///
/// One thread at a time.
final class Stains {
    private final Frame frame;
    private final float[] haematoxylin;
    private final float[] eosin;
    private final float[] nuclei;

    Stains(Frame frame) {
        this.frame = frame;
        int pixels = frame.width() * frame.height();
        this.haematoxylin = new float[pixels];
        this.eosin = new float[pixels];
        this.nuclei = new float[pixels];
    }

    Frame frame() {
        return frame;
    }

    /// Sets the tissue below the nuclei.
    void set(int at, float haematoxylinAmount, float eosinAmount) {
        haematoxylin[at] = haematoxylinAmount;
        eosin[at] = eosinAmount;
    }

    /// Lays a bit of nucleus over a pixel; where nuclei overlap the darker one is seen, in whatever order they
    /// come.
    void addNucleus(int at, float amount) {
        if (amount > nuclei[at]) {
            nuclei[at] = amount;
        }
    }

    /// Puts the nuclei into the two layers.
    void merge() {
        for (int at = 0; at < nuclei.length; at++) {
            float cover = Math.min(1, nuclei[at] * 1.4f);
            haematoxylin[at] = haematoxylin[at] * (1 - cover) + nuclei[at];
            eosin[at] *= 1 - 0.45f * cover;
        }
    }

    /// Softens both layers by a three-tap filter along each axis; the outermost pixels stay as they are.
    ///
    /// @param weight of each neighbour, 0 to 0.25
    void blur(float weight) {
        blur(haematoxylin, weight);
        blur(eosin, weight);
    }

    private void blur(float[] layer, float weight) {
        int width = frame.width();
        float centre = 1 - 2 * weight;
        for (int row = 0; row < frame.height(); row++) {
            int at = row * width;
            float previous = layer[at];
            for (int i = at + 1; i < at + width - 1; i++) {
                float old = layer[i];
                layer[i] = centre * old + weight * (previous + layer[i + 1]);
                previous = old;
            }
        }
        float[] above = new float[width];
        System.arraycopy(layer, 0, above, 0, width);
        for (int row = 1; row < frame.height() - 1; row++) {
            int at = row * width;
            for (int column = 0; column < width; column++) {
                float old = layer[at + column];
                layer[at + column] = centre * old + weight * (above[column] + layer[at + column + width]);
                above[column] = old;
            }
        }
    }

    float haematoxylin(int at) {
        return haematoxylin[at];
    }

    float eosin(int at) {
        return eosin[at];
    }
}
