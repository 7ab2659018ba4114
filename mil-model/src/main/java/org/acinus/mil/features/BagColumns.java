package org.acinus.mil.features;

import java.util.Optional;
import org.acinus.mil.TileOutput;
import org.acinus.tiling.TileAddress;
import org.acinus.tiling.TileFrame;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/// The columns of one record batch in Arrow's memory, by name and type.
///
/// @param features the embeddings
/// @param classes class probabilities, where there are any
record BagColumns(
        IntVector column,
        IntVector row,
        BigIntVector x0,
        BigIntVector y0,
        Float8Vector width0,
        Float8Vector height0,
        FloatColumn features,
        Optional<FloatColumn> classes) {

    /// Finds the columns of a root whose schema is a bag's.
    static BagColumns of(VectorSchemaRoot root) {
        return new BagColumns(
                (IntVector) root.getVector(BagSchema.COLUMN),
                (IntVector) root.getVector(BagSchema.ROW),
                (BigIntVector) root.getVector(BagSchema.X0),
                (BigIntVector) root.getVector(BagSchema.Y0),
                (Float8Vector) root.getVector(BagSchema.WIDTH0),
                (Float8Vector) root.getVector(BagSchema.HEIGHT0),
                FloatColumn.of(root, BagSchema.FEATURES).orElseThrow(),
                FloatColumn.of(root, BagSchema.CLASSES));
    }

    /// Makes room for so many tiles.
    void allocate(int tiles) {
        for (FieldVector vector : new FieldVector[] {column, row, x0, y0, width0, height0}) {
            vector.setInitialCapacity(tiles);
            vector.allocateNew();
        }
        features.allocate(tiles);
        classes.ifPresent(column -> column.allocate(tiles));
    }

    /// Puts a tile and what its encoder says of it at a place for which there is room.
    ///
    /// @param from row of the output
    void put(int at, TileFrame tile, TileOutput output, int from) {
        column.set(at, tile.address().column());
        row.set(at, tile.address().row());
        x0.set(at, tile.x0());
        y0.set(at, tile.y0());
        width0.set(at, tile.width0());
        height0.set(at, tile.height0());
        features.put(at, output.features(), from);
        classes.ifPresent(column -> column.put(at, output.classes().orElseThrow(), from));
    }

    /// Says how many tiles there are; none of their values is missing.
    void finish(VectorSchemaRoot root, int tiles) {
        root.setRowCount(tiles);
        features.finish(tiles);
        classes.ifPresent(column -> column.finish(tiles));
    }

    TileFrame tile(int at) {
        return new TileFrame(
                new TileAddress(column.get(at), row.get(at)), x0.get(at), y0.get(at), width0.get(at), height0.get(at));
    }
}
