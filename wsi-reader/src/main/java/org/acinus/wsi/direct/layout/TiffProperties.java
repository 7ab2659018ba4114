package org.acinus.wsi.direct.layout;

import java.io.IOException;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.acinus.wsi.tiff.TiffDirectory;
import org.acinus.wsi.tiff.TiffTag;

/// What the resolution tags say, under OpenSlide's names and in its words.
final class TiffProperties {
    private static final int INCH = 2;
    private static final int CENTIMETRE = 3;
    private static final double MICRONS_PER_INCH = 25_400;
    private static final double MICRONS_PER_CENTIMETRE = 10_000;

    private TiffProperties() {}

    static Map<String, String> of(TiffDirectory first) throws IOException {
        Map<String, String> properties = new TreeMap<>();
        put(properties, "tiff.XResolution", first.real(TiffTag.X_RESOLUTION));
        put(properties, "tiff.YResolution", first.real(TiffTag.Y_RESOLUTION));
        properties.put(
                "tiff.ResolutionUnit",
                switch ((int) first.number(TiffTag.RESOLUTION_UNIT, INCH)) {
                    case 1 -> "none";
                    case INCH -> "inch";
                    case CENTIMETRE -> "centimeter";
                    default -> "unknown";
                });
        return properties;
    }

    /// Adds the spacing that follows from the tags, where there is one.
    static void addSpacing(Map<String, String> properties, TiffDirectory first) throws IOException {
        double unit = switch ((int) first.number(TiffTag.RESOLUTION_UNIT, INCH)) {
            case INCH -> MICRONS_PER_INCH;
            case CENTIMETRE -> MICRONS_PER_CENTIMETRE;
            default -> 0;
        };
        OptionalDouble x = first.real(TiffTag.X_RESOLUTION);
        OptionalDouble y = first.real(TiffTag.Y_RESOLUTION);
        if (unit > 0 && x.orElse(0) != 0 && y.orElse(0) != 0) {
            put(properties, "openslide.mpp-x", OptionalDouble.of(unit / x.getAsDouble()));
            put(properties, "openslide.mpp-y", OptionalDouble.of(unit / y.getAsDouble()));
        }
    }

    /// Numbers that are none are left out: nothing can be done with them.
    static void put(Map<String, String> properties, String name, OptionalDouble value) {
        if (value.isPresent() && Double.isFinite(value.getAsDouble())) {
            properties.put(name, PrintedDouble.of(value.getAsDouble()));
        }
    }
}
