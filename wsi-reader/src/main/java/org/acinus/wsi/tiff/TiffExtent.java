package org.acinus.wsi.tiff;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.acinus.wsi.CompletenessCheck;
import org.acinus.wsi.UnreachableSlideException;

/// Requires of a TIFF file that every directory, and every tile and strip that the directories name, lies inside
/// it.
///
/// Libraries look at a tile only when they read it: a slide cut in half opens, and half of it is missing. Here the
/// offsets and byte counts of all tiles are read beforehand, in time that grows with the file's directories and in
/// a bounded amount of memory. What the tiles hold is not looked at, nor are the values of private tags.
///
/// Thread-safe.
public final class TiffExtent implements CompletenessCheck {
    @Override
    public void requireComplete(Path file) {
        String name = String.valueOf(file.getFileName());
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            Optional<TiffIndex> index = TiffIndex.read(channel, name);
            if (index.isPresent()) {
                index.get().requirePieces();
            }
        } catch (IOException failure) {
            throw new UnreachableSlideException(file + " cannot be read: " + failure.getMessage(), failure);
        }
    }
}
