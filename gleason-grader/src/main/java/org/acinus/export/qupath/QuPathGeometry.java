package org.acinus.export.qupath;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.acinus.wsi.metadata.Bounds;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/// Writes polygons as GeoJSON (RFC 7946), counted from where a frame begins. One thread at a time; the generator is
/// the caller's.
///
/// Rings are closed, outer rings anticlockwise where y points up, holes the other way round.
final class QuPathGeometry {
    /// QuPath keeps coordinates to a hundredth of a pixel.
    private static final int DECIMALS = 2;

    private final JsonGenerator json;
    private final double left0;
    private final double top0;

    QuPathGeometry(JsonGenerator json, QuPathFrame frame, Bounds bounds) {
        this.json = json;
        this.left0 = frame == QuPathFrame.BOUNDS ? (double) bounds.x() : 0;
        this.top0 = frame == QuPathFrame.BOUNDS ? (double) bounds.y() : 0;
    }

    /// Writes a rectangle as the field `geometry` of the object that is open.
    void writeRectangle(long x0, long y0, double width0, double height0) throws IOException {
        double left = x0 - left0;
        double top = y0 - top0;
        writeStart();
        json.writeStartArray();
        writePoint(left, top);
        writePoint(left + width0, top);
        writePoint(left + width0, top + height0);
        writePoint(left, top + height0);
        writePoint(left, top);
        json.writeEndArray();
        writeEnd();
    }

    /// Writes a polygon as the field `geometry` of the object that is open.
    ///
    /// @param polygon level-0 pixels
    void writePolygon(Polygon polygon) throws IOException {
        // JTS's normal form has clockwise shells.
        Polygon turned = ((Polygon) polygon.norm()).reverse();
        writeStart();
        writeRing(turned.getExteriorRing());
        for (int hole = 0; hole < turned.getNumInteriorRing(); hole++) {
            writeRing(turned.getInteriorRingN(hole));
        }
        writeEnd();
    }

    private void writeStart() throws IOException {
        json.writeObjectFieldStart("geometry");
        json.writeStringField("type", "Polygon");
        json.writeArrayFieldStart("coordinates");
    }

    private void writeEnd() throws IOException {
        json.writeEndArray();
        json.writeEndObject();
    }

    private void writeRing(LinearRing ring) throws IOException {
        json.writeStartArray();
        for (Coordinate corner : ring.getCoordinates()) {
            writePoint(corner.getX() - left0, corner.getY() - top0);
        }
        json.writeEndArray();
    }

    private void writePoint(double x, double y) throws IOException {
        json.writeStartArray();
        json.writeNumber(coordinate(x));
        json.writeNumber(coordinate(y));
        json.writeEndArray();
    }

    /// To a hundredth, without trailing zeros and never in scientific notation.
    private static String coordinate(double value) {
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_EVEN);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}
