package org.acinus.wsi.tiff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.acinus.wsi.SlideException;

/// Every byte that the tags of a TIFF file hold, whatever their number and type: for a look at what another
/// library
/// would make of them.
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
            Optional<TiffHeader> header = TiffHeader.read(channel, String.valueOf(file.getFileName()));
            if (header.isPresent()) {
                show(header.get(), viewer);
            }
            return header.isPresent();
        }
    }

    private static void show(TiffHeader header, Consumer<ByteBuffer> viewer) throws IOException {
        Set<Long> seen = new HashSet<>();
        Deque<Long> todo = new ArrayDeque<>();
        todo.add(header.firstDirectory());
        while (!todo.isEmpty()) {
            long offset = todo.remove();
            if (offset == 0 || !seen.add(offset)) {
                continue;
            }
            TiffDirectory directory = TiffDirectory.read(header.bytes(), header.dialect(), offset, "a directory");
            for (TiffEntry entry : directory.entries()) {
                show(header.bytes(), entry, viewer);
            }
            Optional<TiffValues> children = directory
                    .entry(TiffEntry.SUB_DIRECTORIES)
                    .filter(TiffEntry::holdsUnsignedIntegers)
                    .map(entry -> new TiffValues(header.bytes(), entry, "sub-directories"));
            while (children.isPresent() && children.get().hasNext()) {
                todo.add(children.get().next());
            }
            todo.add(directory.next());
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
