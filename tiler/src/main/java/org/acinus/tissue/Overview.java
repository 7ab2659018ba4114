package org.acinus.tissue;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.acinus.wsi.RgbBuffer;
import org.acinus.wsi.Slide;
import org.acinus.wsi.UnreadableRegionException;
import org.acinus.wsi.metadata.PixelSpacing;
import org.acinus.wsi.metadata.SlideMetadata;

/// A small picture of a whole slide, averaged from the coarsest level that is fine enough.
///
/// Immutable once read, so any thread may use it. The level is read block by block and never held whole.
///
/// @param picture RGB on the heap
/// @param unreadable one byte a pixel, 1 where the stored pixels do not decode (the picture is white there)
/// @param unreadableShare share of the picture's pixels that is unreadable, 0 to 1
/// @param pixels0PerPixel level-0 pixels per pixel of the picture, along both axes
public record Overview(RgbBuffer picture, MemorySegment unreadable, double unreadableShare, double pixels0PerPixel) {
    /// µm per pixel at which tissue is found.
    public static final double TISSUE_SPACING_MICRONS = 8;

    /// A slide so large that its overview would have more pixels than this is seen coarser: 4 cm by 4 cm at
    /// 10 µm.
    static final long MOST_PIXELS = 16_000_000;

    private static final int BLOCK_PIXELS = 1024;

    /// Reads a slide at about the given spacing, never finer than its finest level, and coarser where the
    /// overview would be too large to hold.
    ///
    /// @throws org.acinus.wsi.CorruptSlideException where the slide cannot be read any longer
    public static Overview atSpacing(Slide slide, PixelSpacing spacing0, double micronsPerPixel) {
        SlideMetadata metadata = slide.metadata();
        double wanted = Math.max(1, micronsPerPixel / spacing0.meanMicrons());
        double affordable = Math.sqrt((double) metadata.width() * metadata.height() / MOST_PIXELS);
        // An affordable picture is one that is small after rounding to whole pixels too.
        double downsample = affordable > wanted ? Math.ceil(1.01 * affordable) : wanted;
        return read(AveragedLevel.atDownsample(slide, downsample));
    }

    /// Reads a slide so that its longer side has at most `side` pixels.
    public static Overview within(Slide slide, int side) {
        SlideMetadata metadata = slide.metadata();
        double longest = Math.max(metadata.width(), metadata.height());
        return read(AveragedLevel.atDownsample(slide, Math.max(1, Math.ceil(longest / side))));
    }

    private static Overview read(AveragedLevel level) {
        return new Reading(level).read();
    }

    /// Whether a pixel of the picture stands for stored pixels that do not decode.
    public boolean isUnreadable(int x, int y) {
        return unreadable.get(ValueLayout.JAVA_BYTE, (long) y * picture.width() + x) != 0;
    }

    /// One pass over a level. Its threads fill different parts of the same arrays.
    private static final class Reading {
        private final AveragedLevel level;
        private final int width;
        private final int height;
        private final byte[] picture;
        private final byte[] unreadable;

        Reading(AveragedLevel level) {
            this.level = level;
            this.width = level.width();
            this.height = level.height();
            this.picture = new byte[Math.toIntExact(RgbBuffer.byteSize(width, height))];
            this.unreadable = new byte[Math.multiplyExact(width, height)];
        }

        Overview read() {
            int step = Math.max(1, BLOCK_PIXELS / level.factor());
            List<Runnable> blocks = new ArrayList<>();
            for (int top = 0; top < height; top += step) {
                for (int left = 0; left < width; left += step) {
                    int x = left;
                    int y = top;
                    blocks.add(() -> block(x, y, Math.min(step, width - x), Math.min(step, height - y)));
                }
            }
            ReadingCrew.work(blocks);
            long gaps = 0;
            for (byte pixel : unreadable) {
                gaps += pixel;
            }
            return new Overview(
                    new RgbBuffer(MemorySegment.ofArray(picture), width, height),
                    MemorySegment.ofArray(unreadable),
                    (double) gaps / unreadable.length,
                    level.pixels0PerPixel());
        }

        private void block(int x, int y, int blockWidth, int blockHeight) {
            try {
                byte[] pixels = level.read(x, y, blockWidth, blockHeight);
                for (int row = 0; row < blockHeight; row++) {
                    System.arraycopy(
                            pixels, 3 * row * blockWidth, picture, 3 * ((y + row) * width + x), 3 * blockWidth);
                }
            } catch (UnreadableRegionException gap) {
                for (int row = y; row < y + blockHeight; row++) {
                    int start = row * width + x;
                    Arrays.fill(unreadable, start, start + blockWidth, (byte) 1);
                    Arrays.fill(picture, 3 * start, 3 * (start + blockWidth), (byte) 255);
                }
            }
        }
    }
}
