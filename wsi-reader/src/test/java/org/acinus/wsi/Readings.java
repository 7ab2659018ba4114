package org.acinus.wsi;

import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.acinus.wsi.metadata.PyramidLevel;
import org.acinus.wsi.metadata.SlideMetadata;

/// Regions worth reading, and their pixels as bytes that can be compared.
final class Readings {
    /// Of a sample region, in pixels.
    static final int SIDE = 48;

    private Readings() {}

    static byte[] pixels(Slide slide, Region region) {
        RgbBuffer buffer = RgbBuffer.onHeap(region.width(), region.height());
        slide.read(region, buffer);
        return buffer.pixels().toArray(ValueLayout.JAVA_BYTE);
    }

    static byte[] pixels(Slide slide, int level, long x0, long y0) {
        return pixels(slide, new Region(level, x0, y0, SIDE, SIDE));
    }

    /// The rectangle of `width` x `height` at (`x`, `y`) of a picture.
    static byte[] part(byte[] picture, int pictureWidth, int x, int y, int width, int height) {
        byte[] part = new byte[3 * width * height];
        for (int row = 0; row < height; row++) {
            System.arraycopy(picture, 3 * ((y + row) * pictureWidth + x), part, 3 * row * width, 3 * width);
        }
        return part;
    }

    /// An origin well inside a level, on one of its whole pixels.
    static long inside(long levelPixels) {
        return Math.max(0, levelPixels / 2 - SIDE / 2);
    }

    /// Several regions of a level, in its middle and at its edges.
    static List<Region> samples(SlideMetadata metadata) {
        List<Region> samples = new ArrayList<>();
        for (PyramidLevel level : metadata.levels()) {
            long right = level.originOf(Math.max(0, level.width() - SIDE / 2));
            long bottom = level.originOf(Math.max(0, level.height() - SIDE / 2));
            long middleX = level.originOf(inside(level.width()));
            long middleY = level.originOf(inside(level.height()));
            samples.add(new Region(level.index(), middleX, middleY, SIDE, SIDE));
            samples.add(new Region(level.index(), right, bottom, SIDE, SIDE));
            samples.add(new Region(level.index(), 0, 0, SIDE, SIDE));
        }
        return samples;
    }

    /// Whether the corner of a level's pixel is a whole level-0 coordinate.
    static boolean isWhole(PyramidLevel level, long pixel) {
        return level.originOf(pixel) == pixel * level.downsample();
    }
}
