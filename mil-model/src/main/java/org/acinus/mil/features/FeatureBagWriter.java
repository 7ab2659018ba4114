package org.acinus.mil.features;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.acinus.draft.Drafts;
import org.acinus.mil.FeatureMatrix;
import org.acinus.mil.TileOutput;
import org.acinus.tiling.TileAddress;
import org.acinus.tiling.TileFrame;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowFileWriter;

/// Writes one slide's feature bag as the embeddings come; memory does not grow with the slide.
///
/// The file is there whole after [#commit] or not at all: it is written under a temporary name, forced to the
/// disk and renamed. One thread; whoever created it closes it, and closing without a commit leaves nothing
/// behind.
public final class FeatureBagWriter implements AutoCloseable {
    /// Bytes of embeddings in one record batch, about.
    private static final int BATCH_BYTES = 4 << 20;

    private final BagHeader header;
    private final Path target;
    private final Path draft;
    private final int batchTiles;
    private final Map<String, String> footer = new HashMap<>();
    private final FileChannel channel;
    private final BufferAllocator allocator;
    private final VectorSchemaRoot root;
    private final BagColumns columns;
    private final ArrowFileWriter writer;
    private Optional<TileAddress> last = Optional.empty();
    private int waiting;
    private int written;
    private boolean closed;

    private FeatureBagWriter(Path target, Path draft, FileChannel channel, BagHeader header) {
        this.header = header;
        this.target = target;
        this.draft = draft;
        this.channel = channel;
        batchTiles = Math.max(1, BATCH_BYTES / (header.dimension() * Float.BYTES));
        allocator = new RootAllocator();
        root = VectorSchemaRoot.create(BagSchema.of(header), allocator);
        columns = BagColumns.of(root);
        columns.allocate(batchTiles);
        writer = new ArrowFileWriter(root, new MapDictionaryProvider(), channel, footer);
    }

    /// Begins a bag in a folder, which is made where it is missing.
    ///
    /// @param header decides the file's name, see [BagHeader#fileName]
    public static FeatureBagWriter create(Path folder, BagHeader header) {
        try {
            Path target = Files.createDirectories(folder).resolve(header.fileName());
            Path draft = Drafts.beside(target);
            FileChannel channel = FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            FeatureBagWriter bag = new FeatureBagWriter(target, draft, channel, header);
            try {
                bag.writer.start();
                return bag;
            } catch (IOException unwritable) {
                bag.close();
                throw unwritable;
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException("No feature bag can be written to " + folder, unwritable);
        }
    }

    /// Appends tiles and their embeddings, of an encoder that is no classifier.
    ///
    /// @param tiles in row-major order of their addresses, all after those appended before
    /// @param features one row a tile
    public void append(List<TileFrame> tiles, FeatureMatrix features) {
        append(tiles, new TileOutput(features));
    }

    /// Appends tiles and what their encoder says of them.
    ///
    /// @param tiles in row-major order of their addresses, all after those appended before
    /// @param output one row a tile, with class probabilities where the header names classes
    public void append(List<TileFrame> tiles, TileOutput output) {
        FeatureMatrix features = output.features();
        if (tiles.size() != features.size() || features.dimension() != header.dimension()) {
            throw new IllegalArgumentException(features.size() + " rows of " + features.dimension()
                    + " features do not fit " + tiles.size() + " tiles and " + header.dimension() + " features");
        }
        FeatureBag.requireClasses(header, tiles.size(), output.classes());
        try {
            for (int i = 0; i < tiles.size(); i++) {
                TileFrame tile = tiles.get(i);
                requireAfterLast(tile.address());
                columns.put(waiting, tile, output, i);
                waiting++;
                if (waiting == batchTiles) {
                    writeBatch();
                }
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException("Cannot write the feature bag " + target, unwritable);
        }
    }

    private void requireAfterLast(TileAddress address) {
        if (last.isPresent() && last.get().compareTo(address) >= 0) {
            throw new IllegalArgumentException(address + " comes after " + last.get() + "; bags are row-major");
        }
        last = Optional.of(address);
    }

    private void writeBatch() throws IOException {
        columns.finish(root, waiting);
        writer.writeBatch();
        written += waiting;
        waiting = 0;
    }

    /// Finishes the file, forces it to the disk and gives it its name, replacing an older one.
    ///
    /// @return the file
    public Path commit() {
        if (closed) {
            throw new IllegalStateException("The bag " + target + " is closed already");
        }
        try {
            if (waiting > 0) {
                writeBatch();
            }
            footer.put(BagSchema.TILES, String.valueOf(written));
            writer.end();
            channel.force(true);
            release();
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
            try (FileChannel folder = FileChannel.open(target.resolveSibling("."))) {
                folder.force(true);
            }
            return target;
        } catch (IOException unwritable) {
            throw new UncheckedIOException("Cannot write the feature bag " + target, unwritable);
        }
    }

    /// Drops what was not committed and gives the memory back.
    @Override
    public void close() {
        try {
            release();
            Files.deleteIfExists(draft);
        } catch (IOException unwritable) {
            throw new UncheckedIOException("Cannot remove " + draft, unwritable);
        }
    }

    private void release() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        // Not the ArrowFileWriter, which would write a footer to an unfinished file; it holds no memory of its own.
        root.close();
        allocator.close();
        channel.close();
    }
}
