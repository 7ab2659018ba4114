package org.acinus.wsi.tiff;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.acinus.wsi.CompletenessCheck;
import org.acinus.wsi.CorruptSlideException;
import org.acinus.wsi.SlideException;
import org.acinus.wsi.TruncatedSlideException;

/// Requires of a TIFF file that every directory, and every tile and strip that the directories name, lies inside
/// it.
///
/// Libraries look at a tile only when they read it: a slide cut in half opens, and half of it is missing. Here the
/// offsets and byte counts of all tiles are read beforehand, in time that grows with the file's directories and in
/// a fixed amount of memory. What the tiles hold is not looked at, nor are the values of private tags.
///
/// Thread-safe.
public final class TiffExtent implements CompletenessCheck {
    /// No slide has more; a file that claims so would only use up memory for the loop guard.
    private static final int MOST_DIRECTORIES = 65_535;

    @Override
    public void requireComplete(Path file) {
        String name = String.valueOf(file.getFileName());
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            Optional<TiffHeader> header = TiffHeader.read(channel, name);
            if (header.isPresent()) {
                new Walk(header.get()).run();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(file + " cannot be read: " + failure.getMessage(), failure);
        }
    }

    /// One pass over one file.
    private static final class Walk {
        private final TiffBytes bytes;
        private final TiffHeader header;
        private final Set<Long> seen = new HashSet<>();
        private final Deque<Long> subDirectories = new ArrayDeque<>();

        Walk(TiffHeader header) {
            this.header = header;
            this.bytes = header.bytes();
        }

        /// @throws SlideException where the file is not whole
        void run() throws IOException {
            long offset = header.firstDirectory();
            if (offset == 0) {
                // Writers fill in this offset last.
                throw new TruncatedSlideException(
                        bytes.name() + " is cut short: its header names no directory, so it was never finished");
            }
            while (offset != 0) {
                if (!seen.add(offset)) {
                    throw new CorruptSlideException(
                            bytes.name() + ": the directories form a loop at byte " + Long.toUnsignedString(offset));
                }
                offset = visit(offset, "directory " + (seen.size() - 1));
            }
            while (!subDirectories.isEmpty()) {
                long sub = subDirectories.remove();
                if (seen.add(sub)) {
                    visit(sub, "sub-directory at byte " + Long.toUnsignedString(sub));
                }
            }
        }

        /// @return offset of the next directory
        private long visit(long offset, String what) throws IOException {
            if (seen.size() > MOST_DIRECTORIES) {
                throw new CorruptSlideException(
                        bytes.name() + " has more than " + MOST_DIRECTORIES + " directories: no slide has");
            }
            TiffDirectory directory = TiffDirectory.read(bytes, header.dialect(), offset, what);
            for (TiffEntry entry : directory.entries()) {
                if (entry.isEssential()) {
                    bytes.requireArrayInside(
                            entry.offset(), entry.count(), entry.valueBytes(), "tag " + entry.tag() + " of " + what);
                }
            }
            requirePixels(directory, TiffEntry.TILE_OFFSETS, TiffEntry.TILE_BYTE_COUNTS, "tile", what);
            requirePixels(directory, TiffEntry.STRIP_OFFSETS, TiffEntry.STRIP_BYTE_COUNTS, "strip", what);
            Optional<TiffValues> children = values(directory, TiffEntry.SUB_DIRECTORIES, what);
            while (children.isPresent() && children.get().hasNext()) {
                remember(children.get().next());
            }
            return directory.next();
        }

        private void remember(long subDirectory) {
            if (subDirectory != 0 && subDirectories.size() <= MOST_DIRECTORIES) {
                subDirectories.add(subDirectory);
            }
        }

        /// Requires every piece of an image. A piece of no bytes, or at offset 0, is one that the scanner left
        /// out.
        private void requirePixels(TiffDirectory directory, int offsetsTag, int countsTag, String piece, String what)
                throws IOException {
            Optional<TiffValues> offsets = values(directory, offsetsTag, what);
            Optional<TiffValues> counts = values(directory, countsTag, what);
            if (offsets.isEmpty() || counts.isEmpty()) {
                return;
            }
            long furthestStart = 0;
            long furthestEnd = 0;
            while (offsets.get().hasNext() && counts.get().hasNext()) {
                long start = offsets.get().next();
                long count = counts.get().next();
                if (start == 0 || count == 0) {
                    continue;
                }
                long end = start + count;
                if (start < 0 || count < 0 || end < 0) {
                    bytes.requireInside(start, count, "a " + piece + " of " + what);
                }
                if (end > furthestEnd) {
                    furthestStart = start;
                    furthestEnd = end;
                }
            }
            bytes.requireInside(furthestStart, furthestEnd - furthestStart, "the last " + piece + " of " + what);
        }

        private Optional<TiffValues> values(TiffDirectory directory, int tag, String what) {
            return directory
                    .entry(tag)
                    .filter(TiffEntry::holdsUnsignedIntegers)
                    .map(entry -> new TiffValues(bytes, entry, "tag " + tag + " of " + what));
        }
    }
}
