package org.acinus.quality;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import javax.imageio.ImageIO;
import org.acinus.wsi.Region;
import org.acinus.wsi.RgbBuffer;
import org.acinus.wsi.Slide;
import org.acinus.wsi.metadata.Bounds;
import org.acinus.wsi.metadata.PixelSpacing;
import org.acinus.wsi.metadata.PyramidLevel;
import org.acinus.wsi.metadata.SlideMetadata;
import org.acinus.wsi.metadata.SpacingFinding;
import org.acinus.wsi.metadata.SpacingSource;

/// A slide of one level whose pixels come from a picture or a function; glass outside of a given part.
final class PixelSlide implements Slide {
    private static final byte GLASS = (byte) 243;

    /// A pixel as `0xRRGGBB`.
    @FunctionalInterface
    interface Pixels {
        int rgb(long x0, long y0);
    }

    /// The part that is not glass.
    record Part(long x0, long y0, long width, long height) {}

    private final SlideMetadata metadata;
    private final Part part;
    private final Pixels pixels;

    private PixelSlide(long width, long height, SpacingFinding spacing, Part part, Pixels pixels) {
        this.metadata = new SlideMetadata(
                "pixels",
                "pixels",
                List.of(new PyramidLevel(0, width, height, 1)),
                spacing,
                OptionalDouble.empty(),
                new Bounds(0, 0, width, height),
                List.of(),
                Map.of());
        this.part = part;
        this.pixels = pixels;
    }

    static PixelSlide of(long width, long height, Optional<Double> microns, Part part, Pixels pixels) {
        SpacingFinding spacing = microns.<SpacingFinding>map(
                        known -> new SpacingFinding.Known(new PixelSpacing(known, known, SpacingSource.OVERRIDE)))
                .orElseGet(SpacingFinding.Missing::new);
        return new PixelSlide(width, height, spacing, part, pixels);
    }

    /// A picture with glass around it, so that the slide's glass is seen.
    static PixelSlide of(BufferedImage picture, double microns, int margin) {
        Part part = new Part(margin, margin, picture.getWidth(), picture.getHeight());
        return of(
                picture.getWidth() + 2L * margin,
                picture.getHeight() + 2L * margin,
                Optional.of(microns),
                part,
                (x, y) -> picture.getRGB((int) x - margin, (int) y - margin));
    }

    static PixelSlide of(Path picture, double microns, int margin) throws IOException {
        return of(ImageIO.read(picture.toFile()), microns, margin);
    }

    @Override
    public SlideMetadata metadata() {
        return metadata;
    }

    @Override
    public void read(Region region, RgbBuffer into) {
        long rowBytes = 3L * region.width();
        into.pixels().asSlice(0, rowBytes * region.height()).fill(GLASS);
        long left = Math.max(region.x0(), part.x0());
        long right = Math.min(region.x0() + region.width(), part.x0() + part.width());
        long top = Math.max(region.y0(), part.y0());
        long bottom = Math.min(region.y0() + region.height(), part.y0() + part.height());
        for (long y = top; y < bottom; y++) {
            for (long x = left; x < right; x++) {
                int rgb = pixels.rgb(x, y);
                long at = (y - region.y0()) * rowBytes + 3 * (x - region.x0());
                into.pixels().set(ValueLayout.JAVA_BYTE, at, (byte) (rgb >> 16));
                into.pixels().set(ValueLayout.JAVA_BYTE, at + 1, (byte) (rgb >> 8));
                into.pixels().set(ValueLayout.JAVA_BYTE, at + 2, (byte) rgb);
            }
        }
    }

    @Override
    public void close() {}
}
