package org.acinus.wsi.openslide;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Optional;
import org.acinus.wsi.PixelBox;
import org.acinus.wsi.Region;
import org.acinus.wsi.RgbBuffer;
import org.acinus.wsi.Slide;
import org.acinus.wsi.metadata.PyramidLevel;
import org.acinus.wsi.metadata.SlideMetadata;

/// A slide read by OpenSlide.
///
/// A read starts at the pixel of its level that is nearest to the asked origin. OpenSlide itself would interpolate
/// between pixels; here the origin is moved to that pixel first, so that every reader gives the same pixels.
final class OpenSlideSlide implements Slide {
    private static final int ARGB_BYTES = 4;

    /// More than any sensible read; keeps one absurd request from taking all memory.
    private static final long MOST_BYTES = 1L << 31;

    private final OpenSlideHandle handle;
    private final OpenSlideDescription description;

    private OpenSlideSlide(OpenSlideHandle handle, OpenSlideDescription description) {
        this.handle = handle;
        this.description = description;
    }

    static OpenSlideSlide open(OpenSlideFunctions functions, Path file) {
        functions.detectVendor(file).ifPresent(vendor -> CompanionFolder.requireFiles(file, vendor));
        OpenSlideHandle handle = OpenSlideHandle.open(functions, file);
        try {
            return new OpenSlideSlide(handle, handle.ask(slide -> OpenSlideDescription.read(functions, slide)));
        } catch (RuntimeException | Error failure) {
            handle.close();
            throw failure;
        }
    }

    @Override
    public SlideMetadata metadata() {
        return description.metadata();
    }

    @Override
    public Optional<byte[]> iccProfile() {
        return description.icc().map(byte[]::clone);
    }

    @Override
    public void read(Region region, RgbBuffer into) {
        long bytes = ARGB_BYTES * region.pixels();
        if (into.width() != region.width() || into.height() != region.height() || bytes > MOST_BYTES) {
            throw new IllegalArgumentException("A region of " + region.width() + " x " + region.height()
                    + " px does not go into a buffer of " + into.width() + " x " + into.height());
        }
        PyramidLevel level = metadata().levels().get(region.level());
        PixelBox wanted = PixelBox.of(region, level);
        // OpenSlide counts pixels left of and above the slide by a rounding of its own: it is not asked for them.
        PixelBox there = wanted.and(PixelBox.of(level));
        if (!there.equals(wanted)) {
            fill(into);
        }
        if (there.isEmpty()) {
            return;
        }
        // A confined arena zero-fills; at 256 x 256 px that is 10 µs against the millisecond of the read.
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment argb = arena.allocate(ARGB_BYTES * there.width() * there.height(), ARGB_BYTES);
            handle.read(
                    argb,
                    level.originOf(there.left()),
                    level.originOf(there.top()),
                    region.level(),
                    (int) there.width(),
                    (int) there.height());
            for (long row = 0; row < there.height(); row++) {
                long first = (there.top() + row - wanted.top()) * region.width() + there.left() - wanted.left();
                compose(argb, row * there.width(), into.pixels(), first, there.width());
            }
        }
    }

    private void fill(RgbBuffer into) {
        byte[] background = {
            (byte) (description.backgroundRgb() >> 16),
            (byte) (description.backgroundRgb() >> 8),
            (byte) description.backgroundRgb()
        };
        for (long at = 0; at < RgbBuffer.byteSize(into.width(), into.height()); at++) {
            into.pixels().set(ValueLayout.JAVA_BYTE, at, background[(int) (at % background.length)]);
        }
    }

    /// Lays premultiplied ARGB over the background: colour + (1 - alpha) * background.
    ///
    /// @param from first pixel in `argb`
    /// @param to first pixel in `rgb`
    private void compose(MemorySegment argb, long from, MemorySegment rgb, long to, long pixels) {
        long out = RgbBuffer.BYTES_PER_PIXEL * to;
        for (long i = from; i < from + pixels; i++) {
            int pixel = argb.get(ValueLayout.JAVA_INT, ARGB_BYTES * i);
            int alpha = pixel >>> 24;
            if (alpha != 255) {
                pixel = over(pixel, 255 - alpha);
            }
            rgb.set(ValueLayout.JAVA_BYTE, out, (byte) (pixel >> 16));
            rgb.set(ValueLayout.JAVA_BYTE, out + 1, (byte) (pixel >> 8));
            rgb.set(ValueLayout.JAVA_BYTE, out + 2, (byte) pixel);
            out += RgbBuffer.BYTES_PER_PIXEL;
        }
    }

    private int over(int premultiplied, int rest) {
        int red = channel(premultiplied >> 16, description.backgroundRgb() >> 16, rest);
        int green = channel(premultiplied >> 8, description.backgroundRgb() >> 8, rest);
        int blue = channel(premultiplied, description.backgroundRgb(), rest);
        return red << 16 | green << 8 | blue;
    }

    private static int channel(int premultiplied, int background, int rest) {
        return Math.min(255, (premultiplied & 255) + ((background & 255) * rest + 127) / 255);
    }

    @Override
    public void close() {
        handle.close();
    }
}
