package org.acinus.wsi.direct.layout;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.acinus.wsi.tiff.TiffDirectory;
import org.acinus.wsi.tiff.TiffIndex;
import org.acinus.wsi.tiff.TiffTag;

/// Aperio's SVS (Aperio: Digital Slides and Third-Party Data Interchange, MAN-0069): every tiled image is a level,
/// the others are pictures of the slide, and the description is a list of `key = value`, separated by bars.
final class AperioPyramid {
    static final String VENDOR = "aperio";
    private static final int MOST_TEXT = 1 << 24;
    private static final int LABEL = 1;
    private static final int MACRO = 9;

    private AperioPyramid() {}

    static boolean isAperio(TiffIndex index) throws IOException {
        TiffDirectory first = index.directories().getFirst();
        return StoredImage.isTiled(first)
                && first.text(TiffTag.IMAGE_DESCRIPTION, MOST_TEXT).orElse("").startsWith("Aperio");
    }

    /// Finds the levels and their description.
    ///
    /// @throws NotDirectException where a level cannot be read here, or tiles were left out: OpenSlide fills those
    ///     from finer levels by a scaling of its own
    static Pyramid read(TiffIndex index) throws IOException, NotDirectException {
        List<StoredImage> images = new ArrayList<>();
        List<String> associated = new ArrayList<>();
        List<TiffDirectory> directories = index.directories();
        for (int i = 0; i < directories.size(); i++) {
            TiffDirectory directory = directories.get(i);
            if (StoredImage.isTiled(directory)) {
                StoredImage image = StoredImage.of(directory);
                int left = image.table().withoutBytes();
                if (left > 0) {
                    throw new NotDirectException(left + " tiles of " + directory.name() + " were never written");
                }
                images.add(image);
            } else if (i == 1) {
                associated.add("thumbnail");
            } else if (directory.number(TiffTag.NEW_SUBFILE_TYPE, 0) == LABEL) {
                associated.add("label");
            } else if (directory.number(TiffTag.NEW_SUBFILE_TYPE, 0) == MACRO) {
                associated.add("macro");
            }
        }
        return Pyramid.of(VENDOR, directories.getFirst(), images, associated, properties(directories.getFirst()));
    }

    private static Map<String, String> properties(TiffDirectory first) throws IOException {
        Map<String, String> properties = TiffProperties.of(first);
        String[] parts =
                first.text(TiffTag.IMAGE_DESCRIPTION, MOST_TEXT).orElse("").split("\\|", -1);
        for (int i = 1; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            if (equals >= 0) {
                properties.put(
                        "aperio." + parts[i].substring(0, equals).strip(),
                        parts[i].substring(equals + 1).strip());
            }
        }
        TiffProperties.put(properties, "openslide.objective-power", number(properties, "aperio.AppMag"));
        TiffProperties.put(properties, "openslide.mpp-x", number(properties, "aperio.MPP"));
        TiffProperties.put(properties, "openslide.mpp-y", number(properties, "aperio.MPP"));
        return properties;
    }

    /// Some systems write numbers with a decimal comma.
    private static OptionalDouble number(Map<String, String> properties, String name) {
        String text = properties.getOrDefault(name, "").replace(',', '.');
        if (!text.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?")) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(Double.parseDouble(text));
    }
}
