package org.acinus.mil.features;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.acinus.mil.FeatureMatrix;
import org.acinus.tiling.TileAddress;
import org.acinus.tiling.TileFrame;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowFileReader;

/// Reads feature bags and takes nothing on trust: format, columns, counts, order and numbers are checked.
public final class FeatureBagReader {
    private FeatureBagReader() {}

    /// Reads what a bag says about itself, without its embeddings.
    ///
    /// @throws InvalidBagException where the file is no bag, or damaged at its end
    public static BagHeader readHeader(Path file) {
        return read(file, (reader, fileBytes) -> {
            BagHeader header = BagSchema.header(reader.getVectorSchemaRoot().getSchema());
            BagSchema.tiles(reader.getMetaData());
            return header;
        });
    }

    /// Reads a whole bag.
    ///
    /// @throws InvalidBagException where the file is no bag, or damaged
    public static FeatureBag read(Path file) {
        return read(file, FeatureBagReader::readAll);
    }

    private interface Reading<T> {
        T from(ArrowFileReader reader, long fileBytes) throws IOException;
    }

    private static <T> T read(Path file, Reading<T> reading) {
        try (FileChannel channel = FileChannel.open(file);
                BufferAllocator allocator = new RootAllocator();
                ArrowFileReader reader = new ArrowFileReader(channel, allocator)) {
            try {
                return reading.from(reader, channel.size());
            } catch (RuntimeException | IOException damaged) {
                throw BagFault.sentence(file, damaged);
            }
        } catch (NoSuchFileException missing) {
            throw new InvalidBagException(file + " does not exist", missing);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(file + " cannot be read", unreadable);
        }
    }

    private static FeatureBag readAll(ArrowFileReader reader, long fileBytes) throws IOException {
        BagHeader header = BagSchema.header(reader.getVectorSchemaRoot().getSchema());
        int count = BagSchema.tiles(reader.getMetaData());
        int dimension = header.dimension();
        if (count < 0
                || (long) count * dimension > fileBytes / header.precision().bytes()) {
            throw new BagFault("it is too short for the " + count + " tiles that it states");
        }
        List<TileFrame> tiles = new ArrayList<>();
        float[] features = new float[Math.multiplyExact(count, dimension)];
        int names = header.classes().size();
        float[] classes = new float[Math.multiplyExact(count, names)];
        BagColumns columns = BagColumns.of(reader.getVectorSchemaRoot());
        while (reader.loadNextBatch()) {
            int rows = reader.getVectorSchemaRoot().getRowCount();
            if (tiles.size() + rows > count) {
                throw new BagFault("it holds more than the " + count + " tiles that it states");
            }
            columns.features().copy(features, tiles.size(), rows);
            for (FloatColumn column : columns.classes().stream().toList()) {
                column.copy(classes, tiles.size(), rows);
            }
            for (int i = 0; i < rows; i++) {
                tiles.add(columns.tile(i));
            }
        }
        if (tiles.size() != count) {
            throw new BagFault("it holds " + tiles.size() + " of " + count + " tiles");
        }
        requireOrder(header, tiles);
        requireFinite("feature", features, dimension);
        requireFinite("class", classes, names);
        Optional<FeatureMatrix> probabilities =
                names == 0 ? Optional.empty() : Optional.of(new FeatureMatrix(classes, count, names));
        return new FeatureBag(header, tiles, new FeatureMatrix(features, count, dimension), probabilities);
    }

    private static void requireOrder(BagHeader header, List<TileFrame> tiles) {
        for (int i = 0; i < tiles.size(); i++) {
            TileAddress address = tiles.get(i).address();
            boolean onGrid = address.column() >= 0
                    && address.column() < header.grid().columns()
                    && address.row() >= 0
                    && address.row() < header.grid().rows();
            if (!onGrid || (i > 0 && tiles.get(i - 1).address().compareTo(address) >= 0)) {
                throw new BagFault(address + " is out of order or not on the grid");
            }
        }
    }

    private static void requireFinite(String what, float[] values, int dimension) {
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new BagFault(String.format(
                        Locale.ROOT, "%s %d of tile %d is %s", what, i % dimension, i / dimension, values[i]));
            }
        }
    }
}
