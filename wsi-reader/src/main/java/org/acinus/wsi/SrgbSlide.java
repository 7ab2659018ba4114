package org.acinus.wsi;

import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.acinus.wsi.metadata.SlideMetadata;

/// A slide whose pixels are converted to sRGB by the colour profile that its file holds, with the rendering intent
/// that the profile names (ICC.1; the conversion is Java's, by Little CMS).
///
/// Costs more than decoding does. The reader's name in the metadata gets `+icc`, so that whatever is made of these
/// pixels is never taken for something made of the scanner's own. Thread-safe.
public final class SrgbSlide implements Slide {
    private static final int RGB = 3;
    private static final int[] BAND_OFFSETS = {0, 1, 2};

    private final Slide slide;
    private final SlideMetadata metadata;
    private final ICC_Profile profile;

    /// Their thread-safety is not promised: each is used by one thread at a time.
    private final ConcurrentLinkedDeque<ColorConvertOp> idle = new ConcurrentLinkedDeque<>();

    private SrgbSlide(Slide slide, ICC_Profile profile) {
        this.slide = slide;
        this.profile = profile;
        this.metadata = slide.metadata().withIccApplied();
    }

    /// Wraps a slide; closing the result closes it. One without a profile is returned as it is.
    ///
    /// @throws CorruptSlideException where its profile is none of an RGB device; the slide is then closed
    public static Slide of(Slide slide) {
        Optional<byte[]> bytes = slide.iccProfile();
        if (bytes.isEmpty()) {
            return slide;
        }
        try {
            SrgbSlide wrapped = new SrgbSlide(slide, profile(bytes.get()));
            wrapped.giveBack(wrapped.take());
            return wrapped;
        } catch (IllegalArgumentException | CMMException broken) {
            slide.close();
            throw new CorruptSlideException("The slide's colour profile cannot be applied: " + broken.getMessage());
        }
    }

    private static ICC_Profile profile(byte[] bytes) {
        ICC_Profile profile = ICC_Profile.getInstance(bytes);
        if (profile.getColorSpaceType() != ColorSpace.TYPE_RGB || profile.getNumComponents() != RGB) {
            throw new IllegalArgumentException("it is not one of an RGB device");
        }
        return profile;
    }

    @Override
    public SlideMetadata metadata() {
        return metadata;
    }

    @Override
    public boolean outlivesFailures() {
        return slide.outlivesFailures();
    }

    @Override
    public Optional<byte[]> iccProfile() {
        return slide.iccProfile();
    }

    @Override
    public void read(Region region, RgbBuffer into) {
        slide.read(region, into);
        byte[] before = new byte[Math.toIntExact(RgbBuffer.byteSize(region.width(), region.height()))];
        byte[] after = new byte[before.length];
        MemorySegment.copy(into.pixels(), ValueLayout.JAVA_BYTE, 0, before, 0, before.length);
        ColorConvertOp conversion = take();
        try {
            conversion.filter(raster(before, region), raster(after, region));
        } finally {
            giveBack(conversion);
        }
        MemorySegment.copy(after, 0, into.pixels(), ValueLayout.JAVA_BYTE, 0, after.length);
    }

    private static WritableRaster raster(byte[] rgb, Region region) {
        return Raster.createInterleavedRaster(
                new DataBufferByte(rgb, rgb.length),
                region.width(),
                region.height(),
                RGB * region.width(),
                RGB,
                BAND_OFFSETS,
                null);
    }

    private ColorConvertOp take() {
        ColorConvertOp free = idle.pollFirst();
        return free != null
                ? free
                : new ColorConvertOp(new ICC_Profile[] {profile, ICC_Profile.getInstance(ColorSpace.CS_sRGB)}, null);
    }

    private void giveBack(ColorConvertOp conversion) {
        idle.addFirst(conversion);
    }

    @Override
    public void close() {
        slide.close();
    }
}
