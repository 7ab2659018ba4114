package org.acinus.wsi.synthetic.mirror;

/// A picture that is mirrored at its edges for ever. Immutable.
final class MirroredTexture {
    private final byte[] rgb;
    private final int width;
    private final int height;

    /// @param rgb rows packed; not copied, so that nobody may change it afterwards
    MirroredTexture(byte[] rgb, int width, int height) {
        this.rgb = rgb;
        this.width = width;
        this.height = height;
    }

    /// Where the pixel of an endless plane lies.
    int at(long x, long y) {
        return 3 * (folded(y, height) * width + folded(x, width));
    }

    /// A channel's value with its darkness multiplied.
    byte stained(int at, double gain) {
        double darkness = 255 - (rgb[at] & 0xFF);
        return (byte) Math.max(0, (int) (255.5 - gain * darkness));
    }

    private static int folded(long position, int length) {
        int inPeriod = (int) Math.floorMod(position, 2L * length);
        return inPeriod < length ? inPeriod : 2 * length - 1 - inPeriod;
    }
}
