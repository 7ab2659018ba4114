package org.acinus.tissue;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.acinus.wsi.PixelSpacing;
import org.acinus.wsi.PyramidLevel;
import org.acinus.wsi.Region;
import org.acinus.wsi.RgbBuffer;
import org.acinus.wsi.Slide;
import org.acinus.wsi.SlideMetadata;
import org.acinus.wsi.UnreadableRegionException;

/// A small picture of a whole slide, averaged from the coarsest level that is fine enough.
///
/// Immutable once read, so any thread may use it. The level is read block by block and never held whole.
///
/// @param picture RGB on the heap
/// @param unreadable one byte a pixel, 1 where the stored pixels do not decode (the picture is background there)
/// @param unreadableShare share of the picture's pixels that is unreadable, 0 to 1
/// @param pixels0PerPixel level-0 pixels per pixel of the picture, along both axes
public record Overview(RgbBuffer picture, MemorySegment unreadable, double unreadableShare, double pixels0PerPixel) {
    /// µm per pixel at which tissue is found.
    public static final double TISSUE_SPACING_MICRONS = 8;

    private static final int BLOCK_PIXELS = 2048;

    /// Reads a slide at about the given spacing, never finer than its finest level.
    ///
    /// @throws org.acinus.wsi.CorruptSlideException where the slide cannot be read any longer
    public static Overview atSpacing(Slide slide, PixelSpacing spacing0, double micronsPerPixel) {
        return atDownsample(slide, Math.max(1, micronsPerPixel / spacing0.meanMicrons()));
    }

    /// Reads a slide so that its longer side has at most `side` pixels.
    public static Overview within(Slide slide, int side) {
        SlideMetadata metadata = slide.metadata();
        double longest = Math.max(metadata.width(), metadata.height());
        return atDownsample(slide, Math.max(1, Math.ceil(longest / side)));
    }

    private static Overview atDownsample(Slide slide, double downsample) {
        PyramidLevel level = slide.metadata().levels().stream()
                .filter(candidate -> candidate.downsample() <= downsample * 1.01)
                .reduce((finer, coarser) -> coarser)
                .orElse(slide.metadata().levels().getFirst());
        int factor = (int) Math.max(1, Math.round(downsample / level.downsample()));
        return new Reading(slide, level, factor).read();
    }

    /// Whether a pixel of the picture stands for stored pixels that do not decode.
    public boolean isUnreadable(int x, int y) {
        return unreadable.get(ValueLayout.JAVA_BYTE, (long) y * picture.width() + x) != 0;
    }

    /// One pass over a level.
    private static final class Reading {
        private final Slide slide;
        private final PyramidLevel level;
        private final int factor;
        private final RgbBuffer picture;
        private final MemorySegment unreadable;
        private long unreadablePixels;

        Reading(Slide slide, PyramidLevel level, int factor) {
            this.slide = slide;
            this.level = level;
            this.factor = factor;
            int width = Math.toIntExact((level.width() + factor - 1) / factor);
            int height = Math.toIntExact((level.height() + factor - 1) / factor);
            this.picture = RgbBuffer.onHeap(width, height);
            this.unreadable = MemorySegment.ofArray(new byte[Math.multiplyExact(width, height)]);
        }

        Overview read() {
            int step = Math.max(1, BLOCK_PIXELS / factor);
            for (int y = 0; y < picture.height(); y += step) {
                for (int x = 0; x < picture.width(); x += step) {
                    block(x, y, Math.min(step, picture.width() - x), Math.min(step, picture.height() - y));
                }
            }
            double share = (double) unreadablePixels / ((long) picture.width() * picture.height());
            return new Overview(picture, unreadable, share, level.downsample() * factor);
        }

        /// Fills a rectangle of the picture from the pixels of the level below it.
        private void block(int x, int y, int width, int height) {
            long left = (long) x * factor;
            long top = (long) y * factor;
            int sourceWidth = (int) Math.min((long) width * factor, level.width() - left);
            int sourceHeight = (int) Math.min((long) height * factor, level.height() - top);
            RgbBuffer source = RgbBuffer.onHeap(sourceWidth, sourceHeight);
            try {
                slide.read(
                        new Region(
                                level.index(),
                                Math.round(left * level.downsample()),
                                Math.round(top * level.downsample()),
                                sourceWidth,
                                sourceHeight),
                        source);
            } catch (UnreadableRegionException gap) {
                markUnreadable(x, y, width, height);
                return;
            }
            for (int row = 0; row < height; row++) {
                for (int column = 0; column < width; column++) {
                    average(source, column * factor, row * factor, x + column, y + row);
                }
            }
        }

        private void average(RgbBuffer source, int left, int top, int x, int y) {
            int right = Math.min(left + factor, source.width());
            int bottom = Math.min(top + factor, source.height());
            long red = 0;
            long green = 0;
            long blue = 0;
            for (int row = top; row < bottom; row++) {
                long at = RgbBuffer.byteSize(source.width(), row) + (long) RgbBuffer.BYTES_PER_PIXEL * left;
                for (int column = left; column < right; column++) {
                    red += source.pixels().get(ValueLayout.JAVA_BYTE, at) & 255;
                    green += source.pixels().get(ValueLayout.JAVA_BYTE, at + 1) & 255;
                    blue += source.pixels().get(ValueLayout.JAVA_BYTE, at + 2) & 255;
                    at += RgbBuffer.BYTES_PER_PIXEL;
                }
            }
            long count = (long) (right - left) * (bottom - top);
            put(x, y, (red + count / 2) / count, (green + count / 2) / count, (blue + count / 2) / count);
        }

        private void markUnreadable(int x, int y, int width, int height) {
            for (int row = y; row < y + height; row++) {
                for (int column = x; column < x + width; column++) {
                    unreadable.set(ValueLayout.JAVA_BYTE, (long) row * picture.width() + column, (byte) 1);
                    put(column, row, 255, 255, 255);
                }
            }
            unreadablePixels += (long) width * height;
        }

        private void put(int x, int y, long red, long green, long blue) {
            long at = RgbBuffer.BYTES_PER_PIXEL * ((long) y * picture.width() + x);
            picture.pixels().set(ValueLayout.JAVA_BYTE, at, (byte) red);
            picture.pixels().set(ValueLayout.JAVA_BYTE, at + 1, (byte) green);
            picture.pixels().set(ValueLayout.JAVA_BYTE, at + 2, (byte) blue);
        }
    }
}
