package org.acinus.wsi.metadata;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

/// What a file says of itself under OpenSlide's names, by allow-list: names, barcodes, dates, serial numbers and
/// free text never get past here.
///
/// Every reader describes its slides by this, so that all say the same of one file.
///
/// @param all only allow-listed keys
public record SlideProperties(Map<String, String> all) {
    private static final Set<String> ALLOWED = Set.of(
            "openslide.vendor",
            "openslide.mpp-x",
            "openslide.mpp-y",
            "openslide.objective-power",
            "openslide.background-color",
            "openslide.bounds-x",
            "openslide.bounds-y",
            "openslide.bounds-width",
            "openslide.bounds-height",
            "openslide.quickhash-1",
            "aperio.AppMag",
            "aperio.MPP",
            "dicom.OpticalPathSequence[0].ObjectiveLensPower",
            "dicom.SharedFunctionalGroupsSequence[0].PixelMeasuresSequence[0].PixelSpacing[0]",
            "dicom.SharedFunctionalGroupsSequence[0].PixelMeasuresSequence[0].PixelSpacing[1]",
            "hamamatsu.SourceLens",
            "hamamatsu.XOffsetFromSlideCentre",
            "hamamatsu.YOffsetFromSlideCentre",
            "leica.aperture",
            "leica.illumination-source",
            "leica.objective",
            "mirax.GENERAL.OBJECTIVE_MAGNIFICATION",
            "philips.DICOM_PIXEL_SPACING",
            "sakura.NominalLensMagnification",
            "trestle.Objective Power",
            "ventana.Magnification",
            "ventana.ScanRes",
            "zeiss.Scaling.Items.X.Value",
            "zeiss.Scaling.Items.Y.Value",
            "tiff.ResolutionUnit",
            "tiff.XResolution",
            "tiff.YResolution");

    /// A hash has 64 characters.
    private static final int LONGEST_VALUE = 64;

    private static final int WHITE = 0xFFFFFF;
    private static final double MICRONS_PER_INCH = 25_400;
    private static final double MICRONS_PER_CENTIMETRE = 10_000;

    /// Keeps what is allowed.
    public SlideProperties {
        Map<String, String> kept = new TreeMap<>(all);
        kept.keySet().retainAll(ALLOWED);
        // All of them are figures or single words; a sentence in such a place is somebody's remark.
        kept.values().removeIf(value -> value.length() > LONGEST_VALUE);
        all = Collections.unmodifiableMap(kept);
    }

    /// Whether a property of this name is kept.
    public static boolean allows(String name) {
        return ALLOWED.contains(name);
    }

    /// Describes a slide whose levels are known.
    ///
    /// @param reader name of the [org.acinus.wsi.SlideFormat]
    /// @param levels finest first
    /// @param associated names of associated images
    /// @param icc whether the file holds a colour profile
    public SlideMetadata describe(String reader, List<PyramidLevel> levels, List<String> associated, IccState icc) {
        OptionalDouble objective = number("openslide.objective-power");
        return new SlideMetadata(
                all.getOrDefault("openslide.vendor", "unknown"),
                reader,
                levels,
                spacing(objective),
                objective,
                bounds(levels.getFirst()),
                associated,
                all,
                icc);
    }

    /// OpenSlide fills `openslide.mpp-x` from the vendor's figures or, for files without any, from the TIFF tags;
    /// which of the two is told by comparing.
    private SpacingFinding spacing(OptionalDouble objective) {
        Optional<PixelSpacing> tags = spacing(
                tiffMicrons("tiff.XResolution"), tiffMicrons("tiff.YResolution"), SpacingSource.TIFF_RESOLUTION);
        Optional<PixelSpacing> stated =
                spacing(number("openslide.mpp-x"), number("openslide.mpp-y"), SpacingSource.VENDOR);
        boolean fromTags = "generic-tiff".equals(all.get("openslide.vendor"));
        return fromTags
                ? SpacingPolicy.decide(Optional.empty(), tags.or(() -> stated), objective)
                : SpacingPolicy.decide(stated, tags, objective);
    }

    private static Optional<PixelSpacing> spacing(OptionalDouble x, OptionalDouble y, SpacingSource source) {
        return x.isPresent() && y.isPresent() && x.getAsDouble() > 0 && y.getAsDouble() > 0
                ? Optional.of(new PixelSpacing(x.getAsDouble(), y.getAsDouble(), source))
                : Optional.empty();
    }

    private OptionalDouble tiffMicrons(String resolution) {
        OptionalDouble perUnit = number(resolution);
        if (perUnit.isEmpty() || !(perUnit.getAsDouble() > 0)) {
            return OptionalDouble.empty();
        }
        return switch (all.getOrDefault("tiff.ResolutionUnit", "")) {
            case "inch" -> OptionalDouble.of(MICRONS_PER_INCH / perUnit.getAsDouble());
            case "centimeter" -> OptionalDouble.of(MICRONS_PER_CENTIMETRE / perUnit.getAsDouble());
            default -> OptionalDouble.empty();
        };
    }

    private Bounds bounds(PyramidLevel whole) {
        OptionalDouble x = number("openslide.bounds-x");
        OptionalDouble y = number("openslide.bounds-y");
        OptionalDouble width = number("openslide.bounds-width");
        OptionalDouble height = number("openslide.bounds-height");
        if (x.isEmpty() || y.isEmpty() || width.isEmpty() || height.isEmpty()) {
            return new Bounds(0, 0, whole.width(), whole.height());
        }
        return new Bounds((long) x.getAsDouble(), (long) y.getAsDouble(), (long) width.getAsDouble(), (long)
                height.getAsDouble());
    }

    /// Background as RRGGBB; white where the slide does not say.
    public int backgroundRgb() {
        String text = all.get("openslide.background-color");
        return text != null && text.matches("[0-9A-Fa-f]{6}") ? Integer.parseInt(text, 16) : WHITE;
    }

    private OptionalDouble number(String name) {
        String text = all.get(name);
        if (text == null) {
            return OptionalDouble.empty();
        }
        try {
            double value = Double.parseDouble(text);
            return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
        } catch (NumberFormatException notANumber) {
            return OptionalDouble.empty();
        }
    }
}
