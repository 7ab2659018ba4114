package org.acinus.wsi.tiff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.acinus.wsi.SlideException;

/// Every byte that the tags of a TIFF file hold, whatever their number and type: for a look at what another
/// library would make of them.
public final class TiffTagBytes {
    private static final int CHUNK_BYTES = 1 << 16;

    private TiffTagBytes() {}

    /// Shows the values of all tags of all directories and sub-directories, in pieces of at most 64 KiB.
    ///
    /// What a tag claims to lie beyond the file's end is left out.
    ///
    /// @return whether the file is a TIFF at all
    /// @throws SlideException where its directories make no sense
    public static boolean show(Path file, Consumer<ByteBuffer> viewer) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            Optional<TiffIndex> index = TiffIndex.read(channel, String.valueOf(file.getFileName()));
            if (index.isPresent()) {
                show(index.get(), index.get().directories(), viewer);
            }
            return index.isPresent();
        }
    }

    private static void show(TiffIndex index, List<TiffDirectory> directories, Consumer<ByteBuffer> viewer)
            throws IOException {
        for (TiffDirectory directory : directories) {
            for (TiffEntry entry : directory.entries()) {
                show(index.bytes(), entry, viewer);
            }
            show(index, index.children(directory), viewer);
        }
    }

    private static void show(TiffBytes bytes, TiffEntry entry, Consumer<ByteBuffer> viewer) throws IOException {
        long start = entry.offset();
        if (start < 0 || start >= bytes.length() || entry.count() < 0) {
            return;
        }
        long stored = bytes.length() - start;
        long claimed = Math.max(1, entry.valueBytes()) * Math.min(entry.count(), stored);
        long end = start + Math.min(claimed, stored);
        for (long at = start; at < end; at += CHUNK_BYTES) {
            viewer.accept(bytes.read(at, (int) Math.min(CHUNK_BYTES, end - at), "a tag"));
        }
    }
}
