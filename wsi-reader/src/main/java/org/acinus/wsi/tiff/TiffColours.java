package org.acinus.wsi.tiff;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.acinus.wsi.CompletenessCheck;
import org.acinus.wsi.CorruptSlideException;
import org.acinus.wsi.UnreachableSlideException;
import org.acinus.wsi.UnsupportedSlideException;

/// Refuses TIFF files whose first image holds floating-point numbers (SampleFormat 3; TIFF 6.0, section 19): a map of
/// measurements, such as Acinus's own `heatmap.ome.tif`, and no picture of a slide.
///
/// OpenSlide opens such a file as a slide and shows its numbers clipped to grey. Thread-safe.
public final class TiffColours implements CompletenessCheck {
    private static final int FLOATING_POINT = 3;

    @Override
    public void requireComplete(Path file) {
        String name = String.valueOf(file.getFileName());
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            var index = TiffIndex.read(channel, name);
            if (index.isPresent() && isFloat(index.get().directories().getFirst())) {
                throw new UnsupportedSlideException(
                        name + " holds floating-point numbers: a map such as a heatmap, no picture of a slide");
            }
        } catch (IOException failure) {
            throw new UnreachableSlideException(file + " cannot be read: " + failure.getMessage(), failure);
        }
    }

    private static boolean isFloat(TiffDirectory first) throws IOException {
        try {
            return first.number(TiffTag.SAMPLE_FORMAT, 1) == FLOATING_POINT;
        } catch (CorruptSlideException notANumber) {
            return false; // for the reader to judge
        }
    }
}
