package org.acinus.wsi.synthetic.scene;

/// A rectangle of level-0 pixels.
///
/// @param x left edge
/// @param y top edge
public record Frame(long x, long y, int width, int height) {
    /// This rectangle and a margin around it, with edges on multiples of `step`, so that samples lie at the same
    /// places whichever part of a slide is drawn.
    public Frame around(int margin, int step) {
        long left = Math.floorDiv(x - margin, step) * step;
        long top = Math.floorDiv(y - margin, step) * step;
        int right = (int) (Math.ceilDiv(x + width + margin, step) * step - left);
        int bottom = (int) (Math.ceilDiv(y + height + margin, step) * step - top);
        return new Frame(left, top, right, bottom);
    }
}
