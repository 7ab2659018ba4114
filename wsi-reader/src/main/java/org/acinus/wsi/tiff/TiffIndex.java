package org.acinus.wsi.tiff;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.acinus.wsi.CorruptSlideException;
import org.acinus.wsi.SlideException;
import org.acinus.wsi.TruncatedSlideException;

/// All directories of a TIFF or BigTIFF file, of either byte order: the one way by which files enter.
///
/// Nothing that the file says is believed: reading takes time that grows with the file's directories, and memory
/// that is bounded, whatever they claim. Of an index that was read, every directory and every tag that makes an
/// image lies within the file; [#requirePieces] says the same of tiles and strips.
///
/// One thread at a time. Reads from the channel that it was made of, which its opener closes.
public final class TiffIndex {
    /// No slide has more; a file that claims so would only use up memory.
    private static final int MOST_DIRECTORIES = 65_535;

    private static final int MOST_TAGS = 1 << 21;
    private static final int DEEPEST = 16;

    private final TiffHeader header;
    private final TiffBytes bytes;
    private final Set<Long> seen = new HashSet<>();
    private final List<TiffDirectory> directories = new ArrayList<>();
    private final Map<TiffDirectory, List<TiffDirectory>> children = new HashMap<>();
    private int tags;

    private TiffIndex(TiffHeader header) {
        this.header = header;
        this.bytes = header.bytes();
    }

    /// Reads the directories.
    ///
    /// @param channel stays its opener's to close
    /// @param name file name, for messages and to tell an incomplete file of Hamamatsu's from another TIFF
    /// @return nothing where the file is no TIFF
    /// @throws SlideException where it is one and a directory lies beyond its end, or makes no sense
    public static Optional<TiffIndex> read(SeekableByteChannel channel, String name) throws IOException {
        Optional<TiffHeader> header = TiffHeader.read(channel, name);
        if (header.isEmpty()) {
            return Optional.empty();
        }
        TiffIndex index = new TiffIndex(header.get());
        index.readChain(header.get().firstDirectory());
        return Optional.of(index);
    }

    /// The file's bytes.
    TiffBytes bytes() {
        return bytes;
    }

    /// The file's main directories, in the file's order; never empty.
    public List<TiffDirectory> directories() {
        return List.copyOf(directories);
    }

    /// The sub-directories of a directory (TIFF Technical Note 1), in its order.
    public List<TiffDirectory> children(TiffDirectory parent) {
        return List.copyOf(children.getOrDefault(parent, List.of()));
    }

    /// Whether this is Hamamatsu's dialect, in which numbers have 64 bits that TIFF gives 32.
    public boolean isHamamatsu() {
        return header.dialect() == TiffDialect.NDPI;
    }

    /// Fails unless every tile and every strip of every directory lies within the file, and there are as many tiles
    /// as each image needs.
    ///
    /// Tiles that the scanner left out (no bytes, or at offset 0) are not missed.
    ///
    /// @throws SlideException where one is not there
    public void requirePieces() throws IOException {
        for (TiffDirectory directory : directories) {
            requirePieces(directory);
        }
    }

    private void requirePieces(TiffDirectory directory) throws IOException {
        new PieceCheck(bytes, directory).run();
        for (TiffDirectory child : children.getOrDefault(directory, List.of())) {
            requirePieces(child);
        }
    }

    private void readChain(long first) throws IOException {
        if (first == 0) {
            // Writers fill in this offset last.
            throw new TruncatedSlideException(
                    bytes.name() + " is cut short: its header names no directory, so it was never finished");
        }
        long offset = first;
        while (offset != 0) {
            if (!seen.add(offset)) {
                throw new CorruptSlideException(
                        bytes.name() + ": the directories form a loop at byte " + Long.toUnsignedString(offset));
            }
            TiffDirectory directory = readOne(offset, "directory " + directories.size(), 0);
            directories.add(directory);
            offset = directory.next();
        }
    }

    private TiffDirectory readOne(long offset, String name, int depth) throws IOException {
        if (seen.size() > MOST_DIRECTORIES) {
            throw new CorruptSlideException(
                    bytes.name() + " has more than " + MOST_DIRECTORIES + " directories: no slide has");
        }
        TiffDirectory directory = TiffDirectory.read(bytes, header.dialect(), offset, name);
        tags += directory.tags();
        if (tags > MOST_TAGS) {
            throw new CorruptSlideException(bytes.name() + " has more than " + MOST_TAGS + " tags: no slide has");
        }
        directory.requireTagsInside();
        readChildren(directory, depth + 1);
        return directory;
    }

    private void readChildren(TiffDirectory parent, int depth) throws IOException {
        Optional<TiffValues> offsets = parent.numbers(TiffTag.SUB_DIRECTORIES);
        if (offsets.isEmpty()) {
            return;
        }
        if (depth > DEEPEST) {
            throw new CorruptSlideException(
                    bytes.name() + " has sub-directories within one another, more than " + DEEPEST + " deep");
        }
        List<TiffDirectory> found = new ArrayList<>();
        while (offsets.get().hasNext()) {
            long offset = offsets.get().next();
            if (offset != 0 && seen.add(offset)) {
                found.add(readOne(offset, "sub-directory at byte " + Long.toUnsignedString(offset), depth));
            }
        }
        children.put(parent, found);
    }
}
