package org.acinus.wsi.direct;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.acinus.wsi.Recognition;
import org.acinus.wsi.Slide;
import org.acinus.wsi.SlideException;
import org.acinus.wsi.SlideFormat;
import org.acinus.wsi.TruncatedSlideException;
import org.acinus.wsi.UnreachableSlideException;
import org.acinus.wsi.UnsupportedSlideException;
import org.acinus.wsi.direct.layout.NotDirectException;
import org.acinus.wsi.direct.layout.Pyramid;
import org.acinus.wsi.jpeg.JpegLibrary;
import org.acinus.wsi.metadata.IccState;
import org.acinus.wsi.metadata.SlideMetadata;
import org.acinus.wsi.metadata.SlideProperties;
import org.acinus.wsi.tiff.TiffIndex;
import org.acinus.wsi.tiff.TiffTag;

/// Aperio SVS, generic tiled TIFF and OME-TIFF, in RGB with 8 bits, read by ourselves.
public final class DirectFormat implements SlideFormat {
    /// Value of `--reader` and of [SlideMetadata#reader].
    public static final String NAME = "direct";

    /// No scanner's profile comes near this.
    private static final int MOST_ICC_BYTES = 1 << 24;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Recognition recognise(Path path) {
        try (SlideFile file = SlideFile.open(path)) {
            return recognise(index(file));
        } catch (NotDirectException beyond) {
            return new Recognition.NotMine(beyond.reason());
        } catch (SlideException broken) {
            return new Recognition.NotMine(String.valueOf(broken.getMessage()));
        } catch (IOException failure) {
            return new Recognition.NotMine("it cannot be read: " + failure.getMessage());
        }
    }

    /// A file of ours that is broken is ours all the same: opening it says what is wrong, where another reader
    /// might show glass.
    private static Recognition recognise(TiffIndex index) throws IOException, NotDirectException {
        String vendor = Pyramid.vendor(index);
        try {
            return Pyramid.read(index).hasJpeg() && JpegLibrary.get() instanceof JpegLibrary.Unusable unusable
                    ? new Recognition.Unavailable(unusable.reason(), true)
                    : new Recognition.Recognised(vendor);
        } catch (SlideException broken) {
            return new Recognition.Recognised(vendor);
        }
    }

    private static TiffIndex index(SlideFile file) throws IOException, NotDirectException {
        return TiffIndex.read(file.directories(), file.name()).orElseThrow(() -> new NotDirectException("no TIFF"));
    }

    @Override
    public Slide open(Path path) {
        try {
            SlideFile file = SlideFile.open(path);
            try {
                return open(file);
            } catch (NotDirectException | IOException | RuntimeException | Error failure) {
                file.close();
                throw failure;
            }
        } catch (NotDirectException beyond) {
            throw new UnsupportedSlideException(
                    path.getFileName() + " cannot be read by the direct reader: " + beyond.reason());
        } catch (EOFException end) {
            throw new TruncatedSlideException(path.getFileName() + " is cut short: " + end.getMessage());
        } catch (IOException failure) {
            throw new UnreachableSlideException(path + " cannot be read: " + failure.getMessage(), failure);
        }
    }

    private static Slide open(SlideFile file) throws IOException, NotDirectException {
        Pyramid pyramid = Pyramid.read(index(file));
        if (pyramid.hasJpeg()) {
            JpegLibrary.require();
        }
        Map<String, String> properties = new HashMap<>(pyramid.properties());
        properties.put("openslide.vendor", pyramid.vendor());
        QuickHash.of(file, pyramid).ifPresent(hash -> properties.put("openslide.quickhash-1", hash));
        Optional<byte[]> icc = pyramid.images().getFirst().directory().octets(TiffTag.ICC_PROFILE, MOST_ICC_BYTES);
        SlideMetadata metadata = new SlideProperties(properties)
                .describe(
                        NAME,
                        pyramid.levels(),
                        pyramid.associated(),
                        icc.isPresent() ? IccState.KEPT : IccState.ABSENT);
        return new DirectSlide(file, pyramid, metadata, icc);
    }
}
