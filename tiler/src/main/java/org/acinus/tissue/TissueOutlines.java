package org.acinus.tissue;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgproc.CHAIN_APPROX_SIMPLE;
import static org.bytedeco.opencv.global.opencv_imgproc.RETR_CCOMP;
import static org.bytedeco.opencv.global.opencv_imgproc.findContours;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.javacpp.indexer.IntRawIndexer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.GeometryFixer;

/// Outlines of a tissue mask as valid polygons with holes, in level-0 pixels.
///
/// The mask is drawn at twice its size first and outlines run through the centres of those smaller pixels, so they
/// lie within a quarter of a mask pixel of the true edge.
public final class TissueOutlines {
    private static final int ENLARGED = 2;
    private static final GeometryFactory GEOMETRY = new GeometryFactory();

    private TissueOutlines() {}

    /// One polygon for each connected piece of tissue, outer rings first found first.
    public static List<Polygon> of(TissueMask mask) {
        List<Polygon> polygons = new ArrayList<>();
        try (PointerScope _ = new PointerScope()) {
            MatVector contours = new MatVector();
            Mat hierarchy = new Mat();
            findContours(enlarged(mask), contours, hierarchy, RETR_CCOMP, CHAIN_APPROX_SIMPLE);
            if (contours.empty()) {
                return polygons;
            }
            try (IntRawIndexer links = hierarchy.createIndexer()) {
                for (int outer = 0; outer >= 0; outer = links.get(0, outer, 0)) {
                    List<LinearRing> holes = new ArrayList<>();
                    for (int hole = links.get(0, outer, 2); hole >= 0; hole = links.get(0, hole, 0)) {
                        addRing(holes, contours.get(hole), mask.pixels0PerPixel());
                    }
                    addPolygon(polygons, contours.get(outer), holes, mask.pixels0PerPixel());
                }
            }
        }
        return polygons;
    }

    private static Mat enlarged(TissueMask mask) {
        int width = mask.width() * ENLARGED;
        byte[] pixels = new byte[width * mask.height() * ENLARGED];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (mask.at(i % width / ENLARGED, i / width / ENLARGED) ? 255 : 0);
        }
        Mat picture = new Mat(mask.height() * ENLARGED, width, CV_8UC1);
        picture.data().put(pixels);
        return picture;
    }

    private static void addPolygon(List<Polygon> polygons, Mat outline, List<LinearRing> holes, double scale) {
        List<LinearRing> shell = new ArrayList<>();
        addRing(shell, outline, scale);
        if (shell.isEmpty()) {
            return;
        }
        Geometry valid = GeometryFixer.fix(GEOMETRY.createPolygon(shell.getFirst(), holes.toArray(LinearRing[]::new)));
        for (int i = 0; i < valid.getNumGeometries(); i++) {
            if (valid.getGeometryN(i) instanceof Polygon polygon && !polygon.isEmpty()) {
                polygons.add(polygon);
            }
        }
    }

    private static void addRing(List<LinearRing> rings, Mat contour, double pixels0PerPixel) {
        int points = contour.rows();
        if (points < 3) {
            return;
        }
        Coordinate[] ring = new Coordinate[points + 1];
        double scale = pixels0PerPixel / ENLARGED;
        try (IntRawIndexer coordinates = contour.createIndexer()) {
            for (int i = 0; i < points; i++) {
                ring[i] = new Coordinate(
                        (coordinates.get(i, 0, 0) + 0.5) * scale, (coordinates.get(i, 0, 1) + 0.5) * scale);
            }
        }
        ring[points] = ring[0];
        rings.add(GEOMETRY.createLinearRing(ring));
    }
}
