package org.acinus.wsi.direct.layout;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// What an OME-XML description says of its first image (OME Data Model, 2016-06).
///
/// @param pixels attributes of the first image's `Pixels`
/// @param samples samples per pixel of each of its channels
/// @param firstDirectory the first TIFF directory of its first plane
/// @param files how many files its planes lie in
/// @param objective nominal magnification of the objective that it was taken with
/// @param otherImages names of the other images
record OmeXml(
        Map<String, String> pixels,
        List<String> samples,
        Optional<String> firstDirectory,
        int files,
        OptionalDouble objective,
        List<String> otherImages) {
    private static final Map<String, Double> MICRONS =
            Map.of("µm", 1.0, "μm", 1.0, "um", 1.0, "nm", 1e-3, "mm", 1e3, "cm", 1e4, "m", 1e6, "Å", 1e-4, "pm", 1e-6);

    OmeXml {
        pixels = Map.copyOf(pixels);
        samples = List.copyOf(samples);
        otherImages = List.copyOf(otherImages);
    }

    /// Reads a description. Entities are not resolved, from inside or outside.
    ///
    /// @throws NotDirectException where it is no XML, holds a DOCTYPE, or describes no image
    static OmeXml parse(String xml) throws NotDirectException {
        if (xml.contains("<!DOCTYPE")) {
            throw new NotDirectException("its OME-XML holds a DOCTYPE");
        }
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        Collector collector = new Collector();
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(xml));
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT) {
                    collector.see(reader);
                }
            }
        } catch (XMLStreamException broken) {
            throw new NotDirectException("its OME-XML is no well-formed XML");
        }
        return collector.finish();
    }

    /// Size of a pixel in micrometres.
    ///
    /// @param axis `X` or `Y`
    OptionalDouble spacingMicrons(String axis) {
        OptionalDouble size = number(pixels.getOrDefault("PhysicalSize" + axis, ""));
        Double unit = MICRONS.get(pixels.getOrDefault("PhysicalSize" + axis + "Unit", "µm"));
        return size.isEmpty() || unit == null ? OptionalDouble.empty() : OptionalDouble.of(size.getAsDouble() * unit);
    }

    private static OptionalDouble number(String text) {
        try {
            return OptionalDouble.of(Double.parseDouble(text.strip()));
        } catch (NumberFormatException notANumber) {
            return OptionalDouble.empty();
        }
    }

    /// What has been seen so far.
    private static final class Collector {
        private final Map<String, String> magnifications = new HashMap<>();
        private final Map<String, String> pixels = new HashMap<>();
        private final List<String> samples = new ArrayList<>();
        private final Set<String> files = new HashSet<>();
        private final List<String> names = new ArrayList<>();
        private Optional<String> firstDirectory = Optional.empty();
        private Optional<String> objective = Optional.empty();
        private int images;

        void see(XMLStreamReader element) {
            switch (element.getLocalName()) {
                case "Objective" ->
                    magnifications.put(attribute(element, "ID"), attribute(element, "NominalMagnification"));
                case "Image" -> {
                    images++;
                    if (images > 1) {
                        names.add(attribute(element, "Name"));
                    }
                }
                default -> {
                    if (images == 1) {
                        seeInFirstImage(element);
                    }
                }
            }
        }

        private void seeInFirstImage(XMLStreamReader element) {
            switch (element.getLocalName()) {
                case "ObjectiveSettings" -> objective = Optional.of(attribute(element, "ID"));
                case "Channel" -> samples.add(attribute(element, "SamplesPerPixel"));
                case "UUID" -> files.add(attribute(element, "FileName"));
                case "TiffData" -> {
                    if (firstDirectory.isEmpty()) {
                        firstDirectory = Optional.of(attribute(element, "IFD"));
                    }
                }
                case "Pixels" -> {
                    for (int i = 0; i < element.getAttributeCount(); i++) {
                        pixels.put(element.getAttributeLocalName(i), element.getAttributeValue(i));
                    }
                }
                default -> {}
            }
        }

        private static String attribute(XMLStreamReader element, String name) {
            return Optional.ofNullable(element.getAttributeValue(null, name)).orElse("");
        }

        OmeXml finish() throws NotDirectException {
            if (pixels.isEmpty()) {
                throw new NotDirectException("its OME-XML describes no image");
            }
            OptionalDouble magnification = number(objective
                    .map(id -> magnifications.getOrDefault(id, ""))
                    .orElse(
                            magnifications.size() == 1
                                    ? magnifications.values().iterator().next()
                                    : ""));
            return new OmeXml(pixels, samples, firstDirectory, Math.max(1, files.size()), magnification, names);
        }
    }
}
