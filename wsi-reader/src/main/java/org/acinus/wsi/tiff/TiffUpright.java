package org.acinus.wsi.tiff;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.acinus.wsi.CompletenessCheck;
import org.acinus.wsi.CorruptSlideException;
import org.acinus.wsi.UnreachableSlideException;
import org.acinus.wsi.UnsupportedSlideException;

/// Requires of a TIFF file that its first image is stored upright: tag Orientation absent or 1 (TIFF 6.0,
/// section 8).
///
/// OpenSlide and Bio-Formats ignore the tag, other programs turn or mirror the picture by it; so coordinates
/// in such a file mean one thing here and another there. No slide scanner writes one. Thread-safe.
public final class TiffUpright implements CompletenessCheck {
    private static final int UPRIGHT = 1;

    @Override
    public void requireComplete(Path file) {
        String name = String.valueOf(file.getFileName());
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            OptionalLong orientation = orientation(channel, name);
            if (orientation.isPresent() && orientation.getAsLong() != UPRIGHT) {
                throw new UnsupportedSlideException(name + " is stored turned or mirrored (TIFF orientation "
                        + orientation.getAsLong() + "), which programs treat differently; save it upright");
            }
        } catch (IOException failure) {
            throw new UnreachableSlideException(file + " cannot be read: " + failure.getMessage(), failure);
        }
    }

    private static OptionalLong orientation(SeekableByteChannel channel, String name) throws IOException {
        var index = TiffIndex.read(channel, name);
        if (index.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            return index.get().directories().getFirst().number(TiffTag.ORIENTATION);
        } catch (CorruptSlideException notANumber) {
            return OptionalLong.empty();
        }
    }
}
