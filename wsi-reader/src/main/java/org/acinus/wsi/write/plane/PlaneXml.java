package org.acinus.wsi.write.plane;

import java.util.Locale;
import java.util.Map;

/// OME-XML (schema 2016-06) for planes of floats, plain ASCII.
///
/// Pixel sizes are in the schema's default unit, µm, which is not written: Bio-Formats stumbles over `&#181;`.
/// Positions have no such default and are in mm.
///
/// @param width of level 0
/// @param height of level 0
record PlaneXml(PlaneDescription description, int width, int height) {
    private static final String SCHEMA = "http://www.openmicroscopy.org/Schemas/OME/2016-06";
    private static final double MICRONS_PER_MILLIMETRE = 1000;
    private static final int OPAQUE = 0xFF;

    String text() {
        StringBuilder xml = new StringBuilder(4096);
        xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        xml.append(String.format(
                Locale.ROOT,
                "<OME xmlns=\"%1$s\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                        + " xsi:schemaLocation=\"%1$s %1$s/ome.xsd\" Creator=\"%2$s\">\n",
                SCHEMA,
                escaped(description.software())));
        xml.append("<Image ID=\"Image:0\" Name=\"")
                .append(escaped(description.name()))
                .append("\">\n");
        appendPixels(xml);
        xml.append("<AnnotationRef ID=\"Annotation:0\"/>\n</Image>\n<StructuredAnnotations>");
        xml.append("<MapAnnotation ID=\"Annotation:0\"><Value>");
        for (Map.Entry<String, String> pair : description.properties().entrySet()) {
            xml.append("<M K=\"").append(escaped(pair.getKey())).append("\">");
            xml.append(escaped(pair.getValue())).append("</M>");
        }
        return xml.append("</Value></MapAnnotation></StructuredAnnotations>\n</OME>\n")
                .toString();
    }

    private void appendPixels(StringBuilder xml) {
        int planes = description.channels().size();
        xml.append(String.format(
                Locale.ROOT,
                "<Pixels ID=\"Pixels:0\" DimensionOrder=\"XYCZT\" Type=\"float\" BigEndian=\"false\" SizeX=\"%d\""
                        + " SizeY=\"%d\" SizeC=\"%d\" SizeZ=\"1\" SizeT=\"1\" PhysicalSizeX=\"%s\" PhysicalSizeY=\"%s\">\n",
                width,
                height,
                planes,
                description.pixelMicronsX(),
                description.pixelMicronsY()));
        for (int i = 0; i < planes; i++) {
            PlaneDescription.Channel channel = description.channels().get(i);
            xml.append(String.format(
                    Locale.ROOT,
                    "<Channel ID=\"Channel:0:%d\" Name=\"%s\" SamplesPerPixel=\"1\" Color=\"%d\"/>\n",
                    i,
                    escaped(channel.name()),
                    channel.rgb() << 8 | OPAQUE));
        }
        for (int i = 0; i < planes; i++) {
            xml.append(String.format(Locale.ROOT, "<TiffData FirstC=\"%1$d\" IFD=\"%1$d\" PlaneCount=\"1\"/>\n", i));
        }
        for (int i = 0; i < planes; i++) {
            xml.append(String.format(
                    Locale.ROOT,
                    "<Plane TheC=\"%d\" TheZ=\"0\" TheT=\"0\" PositionX=\"%s\" PositionXUnit=\"mm\" PositionY=\"%s\""
                            + " PositionYUnit=\"mm\"/>\n",
                    i,
                    description.leftMicrons() / MICRONS_PER_MILLIMETRE,
                    description.topMicrons() / MICRONS_PER_MILLIMETRE));
        }
        xml.append("</Pixels>\n");
    }

    /// Fit for an attribute; what is not ASCII becomes `_`.
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            switch (point) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.append(point >= ' ' && point <= '~' ? (char) point : '_');
            }
        });
        return escaped.toString();
    }
}
