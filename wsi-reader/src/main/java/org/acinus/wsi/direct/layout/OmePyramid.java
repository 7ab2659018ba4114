package org.acinus.wsi.direct.layout;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.acinus.wsi.tiff.TiffDirectory;
import org.acinus.wsi.tiff.TiffIndex;
import org.acinus.wsi.tiff.TiffTag;

/// OME-TIFF of one RGB plane: level 0 is the first directory, the other levels are its sub-directories (OME-TIFF
/// specification, "Sub-resolutions"), or further reduced images as in a generic TIFF. OpenSlide, which looks at no
/// sub-directories, sees level 0 alone.
final class OmePyramid {
    static final String VENDOR = "ome-tiff";
    private static final int MOST_TEXT = 1 << 24;
    private static final List<String> KNOWN_PICTURES = List.of("label", "macro", "thumbnail", "overview");

    private OmePyramid() {}

    static boolean isOme(TiffIndex index) throws IOException {
        String text = description(index);
        return text.contains("<OME") && text.contains("openmicroscopy.org");
    }

    /// Finds the levels and their description.
    ///
    /// @throws NotDirectException where it holds something else than one RGB plane, or a level cannot be read
    ///     here
    static Pyramid read(TiffIndex index) throws IOException, NotDirectException {
        OmeXml xml = OmeXml.parse(description(index));
        TiffDirectory first = index.directories().getFirst();
        StoredImage finest = StoredImage.of(first);
        requireOnePlane(xml, finest);
        Map<String, String> properties = TiffProperties.of(first);
        TiffProperties.put(properties, "openslide.mpp-x", xml.spacingMicrons("X"));
        TiffProperties.put(properties, "openslide.mpp-y", xml.spacingMicrons("Y"));
        TiffProperties.put(properties, "openslide.objective-power", xml.objective());
        GenericPyramid.addBounds(properties, finest);
        return Pyramid.of(VENDOR, first, levels(index, finest), associated(xml), properties);
    }

    private static String description(TiffIndex index) throws IOException {
        return index.directories()
                .getFirst()
                .text(TiffTag.IMAGE_DESCRIPTION, MOST_TEXT)
                .orElse("");
    }

    private static void requireOnePlane(OmeXml xml, StoredImage finest) throws NotDirectException {
        if (xml.files() > 1) {
            throw new NotDirectException("its OME-XML spreads the slide over " + xml.files() + " files");
        }
        if (!xml.firstDirectory().orElse("").matches("0?")) {
            throw new NotDirectException(
                    "its OME-XML begins with directory " + xml.firstDirectory().orElse("?"));
        }
        requireValue(xml, "SizeX", Long.toString(finest.width()));
        requireValue(xml, "SizeY", Long.toString(finest.height()));
        requireValue(xml, "SizeC", "3");
        requireValue(xml, "SizeZ", "1");
        requireValue(xml, "SizeT", "1");
        requireValue(xml, "Type", "uint8");
        if (!xml.samples().isEmpty() && !xml.samples().equals(List.of("3"))) {
            throw new NotDirectException("its OME-XML has separate channels, not RGB");
        }
    }

    private static void requireValue(OmeXml xml, String attribute, String expected) throws NotDirectException {
        String value = xml.pixels().getOrDefault(attribute, "nothing");
        if (!value.equals(expected)) {
            throw new NotDirectException("its OME-XML says " + attribute + " " + value + ", not " + expected);
        }
    }

    private static List<StoredImage> levels(TiffIndex index, StoredImage finest)
            throws IOException, NotDirectException {
        List<TiffDirectory> children = index.children(finest.directory());
        if (children.isEmpty()) {
            return GenericPyramid.levels(index);
        }
        List<StoredImage> images = new ArrayList<>(List.of(finest));
        for (TiffDirectory child : children) {
            if (StoredImage.isTiled(child)) {
                images.add(StoredImage.of(child));
            }
        }
        images.sort(Comparator.comparingLong(StoredImage::width).reversed());
        return images;
    }

    /// Names are free text: of those only well-known words are told.
    private static List<String> associated(OmeXml xml) {
        List<String> associated = new ArrayList<>();
        for (String name : xml.otherImages()) {
            KNOWN_PICTURES.stream()
                    .filter(name.toLowerCase(Locale.ROOT)::contains)
                    .findFirst()
                    .ifPresent(associated::add);
        }
        return associated;
    }
}
