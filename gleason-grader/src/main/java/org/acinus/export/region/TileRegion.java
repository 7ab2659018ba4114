package org.acinus.export.region;

import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateSequenceFilter;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.union.UnaryUnionOp;

/// A connected patch of tiles of one kind; tiles are connected where they share an edge.
///
/// @param kind what they have in common
/// @param row of its first tile, row-major
/// @param column of its first tile, row-major
/// @param figures of its tiles
public record TileRegion<K>(K kind, int row, int column, TileFigures figures, List<TileRun> runs) {
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    public TileRegion {
        runs = List.copyOf(runs);
    }

    /// The patch's outline in level-0 pixels: one valid polygon, with holes where tiles are missing inside.
    ///
    /// United on the grid, where all corners are whole numbers, and moved to the slide afterwards: both axes keep
    /// their order, so what is valid stays valid, and neighbours share their edge to the last digit.
    public Polygon outline(GridCorners corners) {
        List<Geometry> parts = runs.stream().map(TileRegion::rectangle).toList();
        Geometry united = UnaryUnionOp.union(parts);
        if (!(united instanceof Polygon polygon)) {
            throw new IllegalStateException("A connected patch of tiles is one polygon, not " + united);
        }
        Polygon placed = (Polygon) polygon.norm().copy();
        placed.apply(new ToSlide(corners));
        return placed;
    }

    private static Geometry rectangle(TileRun run) {
        return GEOMETRIES.toGeometry(new Envelope(run.first(), run.last() + 1.0, run.row(), run.row() + 1.0));
    }

    /// Grid corners to level-0 pixels.
    private record ToSlide(GridCorners corners) implements CoordinateSequenceFilter {
        @Override
        public void filter(CoordinateSequence sequence, int at) {
            Coordinate corner = sequence.getCoordinate(at);
            sequence.setOrdinate(at, CoordinateSequence.X, corners.x0((int) corner.getX()));
            sequence.setOrdinate(at, CoordinateSequence.Y, corners.y0((int) corner.getY()));
        }

        @Override
        public boolean isDone() {
            return false;
        }

        @Override
        public boolean isGeometryChanged() {
            return true;
        }
    }
}
