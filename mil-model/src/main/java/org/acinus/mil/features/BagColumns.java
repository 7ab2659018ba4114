package org.acinus.mil.features;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.acinus.tiling.TileAddress;
import org.acinus.tiling.TileFrame;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.FixedSizeListVector;

/// The columns of one record batch in Arrow's memory, by name and type.
///
/// @param features the values of column `features`, row-major
record BagColumns(
        IntVector column,
        IntVector row,
        BigIntVector x0,
        BigIntVector y0,
        Float8Vector width0,
        Float8Vector height0,
        FixedSizeListVector lists,
        Float4Vector features) {

    /// Finds the columns of a root whose schema is a bag's.
    static BagColumns of(VectorSchemaRoot root) {
        FixedSizeListVector lists = (FixedSizeListVector) root.getVector(BagSchema.FEATURES);
        return new BagColumns(
                (IntVector) root.getVector(BagSchema.COLUMN),
                (IntVector) root.getVector(BagSchema.ROW),
                (BigIntVector) root.getVector(BagSchema.X0),
                (BigIntVector) root.getVector(BagSchema.Y0),
                (Float8Vector) root.getVector(BagSchema.WIDTH0),
                (Float8Vector) root.getVector(BagSchema.HEIGHT0),
                lists,
                (Float4Vector) lists.getDataVector());
    }

    /// Makes room for so many tiles.
    void allocate(int tiles, int dimension) {
        for (FieldVector vector : new FieldVector[] {column, row, x0, y0, width0, height0, lists}) {
            vector.setInitialCapacity(tiles);
        }
        features.setInitialCapacity(Math.multiplyExact(tiles, dimension));
        for (FieldVector vector : new FieldVector[] {column, row, x0, y0, width0, height0, lists}) {
            vector.allocateNew();
        }
    }

    /// Puts a tile and its embedding at a place for which there is room.
    ///
    /// @param embedding `dimension` floats
    void put(int at, TileFrame tile, MemorySegment embedding) {
        column.set(at, tile.address().column());
        row.set(at, tile.address().row());
        x0.set(at, tile.x0());
        y0.set(at, tile.y0());
        width0.set(at, tile.width0());
        height0.set(at, tile.height0());
        lists.setNotNull(at);
        segment(features.getDataBuffer(), at * embedding.byteSize(), embedding.byteSize())
                .copyFrom(embedding);
    }

    /// Says how many tiles there are; none of their embeddings is missing.
    void finish(VectorSchemaRoot root, int tiles, int dimension) {
        root.setRowCount(tiles);
        ArrowBuf validity = features.getValidityBuffer();
        validity.setOne(0, Math.ceilDivExact((long) tiles * dimension, 8L));
    }

    TileFrame tile(int at) {
        return new TileFrame(
                new TileAddress(column.get(at), row.get(at)), x0.get(at), y0.get(at), width0.get(at), height0.get(at));
    }

    /// Copies the embeddings of the batch's tiles.
    ///
    /// @param into array of floats
    /// @param offset first float to write
    void copyFeatures(float[] into, int offset, int tiles, int dimension) {
        int floats = tiles * dimension;
        MemorySegment source = segment(features.getDataBuffer(), 0, (long) floats * Float.BYTES);
        MemorySegment.copy(source, ValueLayout.JAVA_FLOAT_UNALIGNED, 0, into, offset, floats);
    }

    private static MemorySegment segment(ArrowBuf buffer, long offset, long bytes) {
        return MemorySegment.ofBuffer(buffer.nioBuffer(offset, Math.toIntExact(bytes)));
    }
}
