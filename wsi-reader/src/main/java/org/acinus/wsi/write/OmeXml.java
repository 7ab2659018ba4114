package org.acinus.wsi.write;

import java.util.Locale;
import java.util.Map;

/// The ImageDescription of an OME-TIFF: OME-XML of schema 2016-06, plain ASCII.
///
/// The unit of the spacing is the schema's default, µm, and not written: Bio-Formats stumbles over `&#181;`.
///
/// @param full size of level 0
record OmeXml(SlideDescription description, LevelPlan.Size full) {
    private static final String SCHEMA = "http://www.openmicroscopy.org/Schemas/OME/2016-06";

    String text() {
        return String.format(
                Locale.ROOT,
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <OME xmlns="%1$s" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
                xsi:schemaLocation="%1$s %1$s/ome.xsd" Creator="%2$s">
                <Instrument ID="Instrument:0"><Objective ID="Objective:0" NominalMagnification="%3$s"/></Instrument>
                <Image ID="Image:0" Name="%4$s">
                <InstrumentRef ID="Instrument:0"/><ObjectiveSettings ID="Objective:0"/>
                <Pixels ID="Pixels:0" DimensionOrder="XYCZT" Type="uint8" Interleaved="true" SizeX="%5$d" SizeY="%6$d" \
                SizeC="3" SizeZ="1" SizeT="1" PhysicalSizeX="%7$s" \
                PhysicalSizeY="%7$s">
                <Channel ID="Channel:0:0" SamplesPerPixel="3"><LightPath/></Channel>
                <TiffData IFD="0" PlaneCount="1"/>
                </Pixels>
                <AnnotationRef ID="Annotation:0"/>
                </Image>
                <StructuredAnnotations><MapAnnotation ID="Annotation:0"><Value>%8$s</Value></MapAnnotation>\
                </StructuredAnnotations>
                </OME>
                """,
                SCHEMA,
                escaped(description.software()),
                Double.toString(description.objective()),
                escaped(description.properties().getOrDefault("Filename", "slide")),
                full.width(),
                full.height(),
                Double.toString(description.spacingMicrons()),
                properties());
    }

    private String properties() {
        StringBuilder pairs = new StringBuilder();
        for (Map.Entry<String, String> pair : description.properties().entrySet()) {
            pairs.append("<M K=\"").append(escaped(pair.getKey())).append("\">");
            pairs.append(escaped(pair.getValue())).append("</M>");
        }
        return pairs.toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
