package org.acinus.wsi.synthetic.tissue;

import org.acinus.wsi.synthetic.scene.Frame;

/// One nucleus: an ellipse of haematoxylin.
///
/// @param length semi-axis, px
/// @param breadth semi-axis, px
/// @param stain amount at the rim
/// @param pallor how much paler the inside is, 0 to 1: benign chromatin is even, malignant nuclei look empty
/// @param nucleolus amount of stain in the dot in the middle, or 0 for none
record Nucleus(float length, float breadth, float stain, float pallor, float nucleolus) {
    private static final float NUCLEOLUS_RADIUS_SQUARED = 3.2f;

    /// Draws it.
    ///
    /// @param x centre, level-0 px
    /// @param y centre, level-0 px
    /// @param size factor on both axes
    /// @param angle of the long axis, radians
    void stamp(Stains stains, float x, float y, float size, double angle) {
        Frame frame = stains.frame();
        float reach = Math.max(length, breadth) * size + 1;
        int left = Math.max((int) Math.floor(x - reach - frame.x()), 0);
        int right = Math.min((int) Math.ceil(x + reach - frame.x()), frame.width() - 1);
        int top = Math.max((int) Math.floor(y - reach - frame.y()), 0);
        int bottom = Math.min((int) Math.ceil(y + reach - frame.y()), frame.height() - 1);
        float cos = (float) Math.cos(angle) / (length * size);
        float sin = (float) Math.sin(angle) / (length * size);
        float cosAcross = (float) Math.cos(angle) / (breadth * size);
        float sinAcross = (float) Math.sin(angle) / (breadth * size);
        // The soft rim is about one and a half pixels wide whatever the size.
        float sharpness = breadth * size / 3;
        for (int row = top; row <= bottom; row++) {
            float dy = frame.y() + row - y;
            for (int column = left; column <= right; column++) {
                float dx = frame.x() + column - x;
                float u = dx * cos + dy * sin;
                float v = dy * cosAcross - dx * sinAcross;
                float squared = u * u + v * v;
                if (squared < 1) {
                    float inside = dx * dx + dy * dy;
                    float grain = Textures.SHARED.grain(frame.x() + column, frame.y() + row);
                    stains.addNucleus(row * frame.width() + column, amount(squared, inside, sharpness, grain));
                }
            }
        }
    }

    private float amount(float squared, float distanceSquared, float sharpness, float grain) {
        if (nucleolus > 0 && distanceSquared < NUCLEOLUS_RADIUS_SQUARED) {
            return nucleolus;
        }
        float rim = Math.min(1, (1 - squared) * sharpness);
        float hollow = 1 - pallor * (1 - squared * squared);
        return stain * rim * hollow * (1 + 0.16f * grain);
    }
}
