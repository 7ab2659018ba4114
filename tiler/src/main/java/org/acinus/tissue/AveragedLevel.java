package org.acinus.tissue;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.acinus.wsi.Region;
import org.acinus.wsi.RgbBuffer;
import org.acinus.wsi.Slide;
import org.acinus.wsi.metadata.PixelSpacing;
import org.acinus.wsi.metadata.PyramidLevel;

/// A stored level seen at a whole-number fraction of its pixels, each the average of a square of them.
///
/// Immutable; any number of threads may read, as from the slide, which stays the caller's.
///
/// @param slide open for as long as this is read
/// @param level the stored level
/// @param factor its pixels per pixel of this picture, along both axes, at least 1
public record AveragedLevel(Slide slide, PyramidLevel level, int factor) {
    public AveragedLevel {
        if (factor < 1) {
            throw new IllegalArgumentException("No picture has " + factor + " pixels per pixel");
        }
    }

    /// The coarsest level that is fine enough, averaged to about the given spacing; never finer than level 0.
    public static AveragedLevel atSpacing(Slide slide, PixelSpacing spacing0, double micronsPerPixel) {
        return atDownsample(slide, Math.max(1, micronsPerPixel / spacing0.meanMicrons()));
    }

    /// The coarsest level that is fine enough, averaged to about `downsample` level-0 pixels per pixel.
    ///
    /// @param downsample at least 1
    public static AveragedLevel atDownsample(Slide slide, double downsample) {
        PyramidLevel level = slide.metadata().levels().stream()
                .filter(candidate -> candidate.downsample() <= downsample * 1.01)
                .reduce((finer, coarser) -> coarser)
                .orElse(slide.metadata().levels().getFirst());
        return new AveragedLevel(slide, level, (int) Math.max(1, Math.round(downsample / level.downsample())));
    }

    /// Width of the whole picture; the last column may stand for fewer pixels of the level.
    public int width() {
        return Math.toIntExact(Math.ceilDiv(level.width(), factor));
    }

    /// Height of the whole picture.
    public int height() {
        return Math.toIntExact(Math.ceilDiv(level.height(), factor));
    }

    /// Level-0 pixels per pixel of this picture.
    public double pixels0PerPixel() {
        return level.downsample() * factor;
    }

    /// Reads a part of the picture that lies inside of it.
    ///
    /// @param x left edge in pixels of this picture
    /// @param y top edge
    /// @return RGB, rows packed
    /// @throws org.acinus.wsi.UnreadableRegionException where the stored pixels do not decode
    public byte[] read(int x, int y, int width, int height) {
        long left = (long) x * factor;
        long top = (long) y * factor;
        int sourceWidth = (int) Math.min((long) width * factor, level.width() - left);
        int sourceHeight = (int) Math.min((long) height * factor, level.height() - top);
        byte[] source = new byte[Math.toIntExact(RgbBuffer.byteSize(sourceWidth, sourceHeight))];
        slide.read(
                new Region(level.index(), level.originOf(left), level.originOf(top), sourceWidth, sourceHeight),
                new RgbBuffer(MemorySegment.ofArray(source), sourceWidth, sourceHeight));
        return factor == 1 ? source : averaged(source, sourceWidth, sourceHeight, width, height);
    }

    private byte[] averaged(byte[] source, int sourceWidth, int sourceHeight, int width, int height) {
        byte[] picture = new byte[3 * width * height];
        int[] sums = new int[3 * width];
        for (int y = 0; y < height; y++) {
            int top = y * factor;
            int bottom = Math.min(top + factor, sourceHeight);
            Arrays.fill(sums, 0);
            for (int row = top; row < bottom; row++) {
                addRow(source, 3 * row * sourceWidth, sourceWidth, sums);
            }
            for (int x = 0; x < width; x++) {
                int count = (Math.min((x + 1) * factor, sourceWidth) - x * factor) * (bottom - top);
                for (int channel = 0; channel < 3; channel++) {
                    picture[3 * (y * width + x) + channel] = (byte) ((sums[3 * x + channel] + count / 2) / count);
                }
            }
        }
        return picture;
    }

    private void addRow(byte[] source, int start, int sourceWidth, int[] sums) {
        int at = start;
        for (int x = 0; 3 * x < sums.length; x++) {
            int right = Math.min((x + 1) * factor, sourceWidth);
            int red = 0;
            int green = 0;
            int blue = 0;
            for (int column = x * factor; column < right; column++) {
                red += source[at] & 255;
                green += source[at + 1] & 255;
                blue += source[at + 2] & 255;
                at += 3;
            }
            sums[3 * x] += red;
            sums[3 * x + 1] += green;
            sums[3 * x + 2] += blue;
        }
    }
}
