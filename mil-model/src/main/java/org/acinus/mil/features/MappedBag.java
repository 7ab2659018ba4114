package org.acinus.mil.features;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.acinus.mil.FeatureRows;
import org.acinus.tiling.TileAddress;
import org.acinus.tiling.TileFrame;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.message.ArrowBlock;

/// A bag whose embeddings stay in its file, mapped into memory: opening costs nothing a tile, and the
/// operating system keeps what is used.
///
/// For training on more bags than memory holds, and for looking at single tiles. Values are as they were
/// written; that they are numbers was checked then, and is not again. Any number of threads may read; whoever
/// opened it closes it, after which nothing of it may be touched.
public final class MappedBag implements FeatureRows, AutoCloseable {
    /// Buffers of a record batch before the embeddings' values: two of each of the six columns before them,
    /// and the validity of the lists and of their values.
    private static final int BUFFERS_BEFORE = 2 * 6 + 2;

    /// Bytes a value of the columns before the embeddings: column, row, x0, y0, width0, height0.
    private static final List<Integer> FRAME_BYTES =
            List.of(Integer.BYTES, Integer.BYTES, Long.BYTES, Long.BYTES, Double.BYTES, Double.BYTES);

    /// A message begins with a marker and its length.
    private static final int MESSAGE_PREFIX = 8;

    private final BagHeader header;
    private final Arena arena = Arena.ofShared();
    private final List<Part> parts = new ArrayList<>();
    private int size;

    private MappedBag(BagHeader header) {
        this.header = header;
    }

    /// One record batch.
    ///
    /// @param frames values of the six columns before the embeddings, in their order
    /// @param values the embeddings
    private record Part(int first, int tiles, List<MemorySegment> frames, MemorySegment values) {
        int end() {
            return first + tiles;
        }
    }

    /// Maps a bag.
    ///
    /// @throws InvalidBagException where the file is no bag, or damaged, or shorter than it says
    public static MappedBag open(Path file) {
        try (FileChannel channel = FileChannel.open(file);
                BufferAllocator allocator = new RootAllocator();
                ArrowFileReader reader = new ArrowFileReader(channel, allocator)) {
            MappedBag bag =
                    new MappedBag(BagSchema.header(reader.getVectorSchemaRoot().getSchema()));
            try {
                bag.map(channel, reader);
                return bag;
            } catch (RuntimeException | IOException damaged) {
                bag.close();
                throw damaged;
            }
        } catch (NoSuchFileException missing) {
            throw new InvalidBagException(file + " does not exist", missing);
        } catch (RuntimeException | IOException damaged) {
            throw BagFault.sentence(file, damaged);
        }
    }

    private void map(FileChannel channel, ArrowFileReader reader) throws IOException {
        MemorySegment whole = channel.map(MapMode.READ_ONLY, 0, channel.size(), arena);
        for (ArrowBlock block : reader.getRecordBlocks()) {
            Part part = part(whole, block, size, header);
            parts.add(part);
            size = part.end();
        }
        int stated = BagSchema.tiles(reader.getMetaData());
        if (size != stated) {
            throw new BagFault("it holds " + size + " of " + stated + " tiles");
        }
    }

    private static Part part(MemorySegment whole, ArrowBlock block, int first, BagHeader header) {
        long metadata = block.getOffset() + MESSAGE_PREFIX;
        ByteBuffer text = whole.asSlice(metadata, block.getMetadataLength() - MESSAGE_PREFIX)
                .asByteBuffer()
                .order(ByteOrder.LITTLE_ENDIAN);
        if (!(Message.getRootAsMessage(text).header(new RecordBatch()) instanceof RecordBatch batch)
                || batch.compression() != null) {
            throw new BagFault("it holds something else than uncompressed record batches");
        }
        int tiles = Math.toIntExact(batch.length());
        long bytes = (long) tiles * header.dimension() * header.precision().bytes();
        long body = block.getOffset() + block.getMetadataLength();
        MemorySegment values =
                whole.asSlice(body + batch.buffers(BUFFERS_BEFORE).offset(), bytes);
        List<MemorySegment> frames = new ArrayList<>();
        for (int column = 0; column < FRAME_BYTES.size(); column++) {
            // After each column's validity come its values.
            long offset = batch.buffers(2 * column + 1).offset();
            frames.add(whole.asSlice(body + offset, (long) tiles * FRAME_BYTES.get(column)));
        }
        return new Part(first, tiles, List.copyOf(frames), values);
    }

    /// Whose embeddings these are.
    public BagHeader header() {
        return header;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int dimension() {
        return header.dimension();
    }

    /// One tile's embedding as it lies in the file: `dimension` values of the header's precision,
    /// little-endian.
    public MemorySegment row(int tile) {
        Part part = partOf(tile);
        long bytes = (long) dimension() * header.precision().bytes();
        return part.values().asSlice((tile - part.first()) * bytes, bytes);
    }

    /// Where a tile lies, in level-0 pixels of its slide.
    public TileFrame frame(int tile) {
        Part part = partOf(tile);
        long at = (long) tile - part.first();
        List<MemorySegment> columns = part.frames();
        return new TileFrame(
                new TileAddress(
                        columns.get(0).get(ValueLayout.JAVA_INT_UNALIGNED, at * Integer.BYTES),
                        columns.get(1).get(ValueLayout.JAVA_INT_UNALIGNED, at * Integer.BYTES)),
                columns.get(2).get(ValueLayout.JAVA_LONG_UNALIGNED, at * Long.BYTES),
                columns.get(3).get(ValueLayout.JAVA_LONG_UNALIGNED, at * Long.BYTES),
                columns.get(4).get(ValueLayout.JAVA_DOUBLE_UNALIGNED, at * Double.BYTES),
                columns.get(5).get(ValueLayout.JAVA_DOUBLE_UNALIGNED, at * Double.BYTES));
    }

    private Part partOf(int tile) {
        if (tile < 0 || tile >= size) {
            throw new IndexOutOfBoundsException("There is no tile " + tile + " among " + size);
        }
        int low = 0;
        int high = parts.size() - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (tile < parts.get(middle).end()) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return parts.get(low);
    }

    @Override
    public void copy(int from, int count, MemorySegment into) {
        long rowBytes = (long) dimension() * Float.BYTES;
        for (int i = 0; i < count; i++) {
            MemorySegment target = into.asSlice(i * rowBytes, rowBytes);
            MemorySegment row = row(from + i);
            if (header.precision() == FeaturePrecision.FLOAT32) {
                target.copyFrom(row);
                continue;
            }
            for (int j = 0; j < dimension(); j++) {
                float value = Float.float16ToFloat(row.get(ValueLayout.JAVA_SHORT_UNALIGNED, (long) j * Short.BYTES));
                target.set(ValueLayout.JAVA_FLOAT_UNALIGNED, (long) j * Float.BYTES, value);
            }
        }
    }

    @Override
    public void close() {
        arena.close();
    }
}
