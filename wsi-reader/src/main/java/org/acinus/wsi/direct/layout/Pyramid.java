package org.acinus.wsi.direct.layout;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.acinus.wsi.SlideException;
import org.acinus.wsi.metadata.PyramidLevel;
import org.acinus.wsi.tiff.TiffDirectory;
import org.acinus.wsi.tiff.TiffIndex;

/// A slide's levels and what its file says of it.
///
/// @param vendor as OpenSlide names it, or `ome-tiff`
/// @param first directory 0, which describes the slide
/// @param images one a level, finest first
/// @param levels the same images as levels
/// @param associated names of associated images, sorted
/// @param properties under OpenSlide's names
public record Pyramid(
        String vendor,
        TiffDirectory first,
        List<StoredImage> images,
        List<PyramidLevel> levels,
        List<String> associated,
        Map<String, String> properties) {
    public Pyramid {
        images = List.copyOf(images);
        levels = List.copyOf(levels);
        associated = associated.stream().sorted().distinct().toList();
        properties = Map.copyOf(properties);
    }

    /// A pyramid of these images.
    ///
    /// @param images finest first
    /// @throws NotDirectException where a level is finer than the one before
    static Pyramid of(
            String vendor,
            TiffDirectory first,
            List<StoredImage> images,
            List<String> associated,
            Map<String, String> properties)
            throws NotDirectException {
        return new Pyramid(vendor, first, images, levels(images), associated, properties);
    }

    /// Finds out whose file it is, asking the vendors in OpenSlide's order.
    ///
    /// @throws NotDirectException where it is certainly not for this reader
    public static String vendor(TiffIndex index) throws IOException, NotDirectException {
        OtherVendors.refuse(index);
        if (AperioPyramid.isAperio(index)) {
            return AperioPyramid.VENDOR;
        }
        return OmePyramid.isOme(index) ? OmePyramid.VENDOR : GenericPyramid.VENDOR;
    }

    /// Reads how the slide is stored.
    ///
    /// @throws NotDirectException where it is not for this reader
    /// @throws SlideException where it is broken
    public static Pyramid read(TiffIndex index) throws IOException, NotDirectException {
        return switch (vendor(index)) {
            case AperioPyramid.VENDOR -> AperioPyramid.read(index);
            case OmePyramid.VENDOR -> OmePyramid.read(index);
            default -> GenericPyramid.read(index);
        };
    }

    /// Whether a level needs the JPEG library.
    public boolean hasJpeg() {
        return images.stream().anyMatch(image -> image.coding() instanceof TileCoding.Jpeg);
    }

    /// Downsamples are the mean of both axes, as OpenSlide reckons them.
    private static List<PyramidLevel> levels(List<StoredImage> images) throws NotDirectException {
        List<PyramidLevel> levels = new ArrayList<>();
        StoredImage finest = images.getFirst();
        double before = 1;
        for (StoredImage image : images) {
            double downsample =
                    ((double) finest.height() / image.height() + (double) finest.width() / image.width()) / 2;
            if (downsample < before) {
                throw new NotDirectException("its levels are not in order of size");
            }
            levels.add(new PyramidLevel(levels.size(), image.width(), image.height(), downsample));
            before = downsample;
        }
        return levels;
    }
}
