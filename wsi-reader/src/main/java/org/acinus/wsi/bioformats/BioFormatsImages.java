package org.acinus.wsi.bioformats;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.acinus.wsi.CorruptSlideException;
import org.acinus.wsi.NotBrightfieldException;
import org.acinus.wsi.SlideException;
import org.acinus.wsi.UnsupportedSlideException;
import org.acinus.wsi.metadata.Bounds;
import org.acinus.wsi.metadata.PixelSpacing;
import org.acinus.wsi.metadata.PyramidLevel;
import org.acinus.wsi.metadata.SlideMetadata;
import org.acinus.wsi.metadata.SpacingPolicy;
import org.acinus.wsi.metadata.SpacingSource;

/// The images of one file: the largest is the slide, the others are associated with it.
///
/// @param series number of the slide among the file's images
/// @param resolutions Bio-Formats' number of each level
/// @param metadata of the slide
record BioFormatsImages(int series, List<Integer> resolutions, SlideMetadata metadata) {
    /// What associated images are called; their own names may hold anything.
    private static final List<String> ASSOCIATED = List.of("label", "macro", "overview", "thumbnail");

    /// Two images are scans of the same glass if their pixels differ in size by less than this share.
    private static final double SAME_SPACING = 0.01;

    /// A second scan below this share of the main one's area is a snapshot.
    private static final double LEAST_SECOND_SCAN = 1 / 16.0;

    private static final int RGB = 3;

    /// Describes an open file.
    ///
    /// @param name of the file, for messages
    /// @throws NotBrightfieldException where its main image is not 8-bit RGB in one plane
    /// @throws SlideException where it is no single slide
    static BioFormatsImages of(BioFormatsFunctions functions, Object reader, Object metadata, String name)
            throws BioFormatsException {
        List<Image> images = images(functions, reader, metadata);
        Image main = images.stream()
                .filter(image -> !image.isAssociated())
                .reduce((a, b) -> b.area() > a.area() ? b : a)
                .orElseThrow(() -> new UnsupportedSlideException(name + " holds no image besides label and overview"));
        requireBrightfield(main.shape(), name);
        requireOnlyScan(main, images, name);
        OptionalDouble objective = functions.magnification(metadata);
        List<Integer> resolutions = resolutions(functions, reader, main.series());
        List<PyramidLevel> levels = levels(functions, reader, main.series(), resolutions);
        SlideMetadata description = new SlideMetadata(
                functions.format(reader),
                BioFormatsFormat.NAME,
                levels,
                SpacingPolicy.decide(main.spacing(), Optional.empty(), objective),
                objective,
                new Bounds(0, 0, levels.getFirst().width(), levels.getFirst().height()),
                associated(images, main),
                Map.of());
        return new BioFormatsImages(main.series(), resolutions, description);
    }

    /// One of the file's images at its finest resolution.
    private record Image(int series, String name, boolean thumbnail, PlaneShape shape, Optional<PixelSpacing> spacing) {
        long area() {
            return (long) shape.width() * shape.height();
        }

        boolean isAssociated() {
            return thumbnail || kind().isPresent();
        }

        Optional<String> kind() {
            String lower = name.toLowerCase(Locale.ROOT);
            return ASSOCIATED.stream().filter(lower::contains).findFirst();
        }
    }

    private static List<Image> images(BioFormatsFunctions functions, Object reader, Object metadata)
            throws BioFormatsException {
        List<Image> images = new ArrayList<>();
        for (int series = 0; series < functions.seriesCount(reader); series++) {
            functions.select(reader, series, 0);
            images.add(new Image(
                    series,
                    functions.imageName(metadata, series),
                    functions.isThumbnail(reader),
                    functions.shape(reader),
                    spacing(functions.micronsX(metadata, series), functions.micronsY(metadata, series))));
        }
        return images;
    }

    private static Optional<PixelSpacing> spacing(OptionalDouble x, OptionalDouble y) {
        boolean stated = x.isPresent() && y.isPresent() && x.getAsDouble() > 0 && y.getAsDouble() > 0;
        return stated
                ? Optional.of(new PixelSpacing(x.getAsDouble(), y.getAsDouble(), SpacingSource.VENDOR))
                : Optional.empty();
    }

    private static void requireBrightfield(PlaneShape shape, String name) {
        String problem;
        if (shape.focalPlanes() > 1) {
            problem = "a stack of " + shape.focalPlanes() + " focal planes";
        } else if (shape.timePoints() > 1) {
            problem = "a series of " + shape.timePoints() + " time points";
        } else if (!shape.pixelType().equals("uint8")) {
            problem = "an image of " + shape.pixelType() + " samples, not of 8 bits";
        } else if (shape.channels() != RGB || shape.rgbChannels() != RGB) {
            problem = "an image of " + shape.channels() + " separate channel" + (shape.channels() == 1 ? "" : "s")
                    + ", as of fluorescence";
        } else if (shape.indexed()) {
            problem = "an image of false colours";
        } else {
            return;
        }
        throw new NotBrightfieldException(name + " is no RGB brightfield slide but " + problem);
    }

    /// A diagnosis from one of two pieces of tissue would pass for one of both.
    private static void requireOnlyScan(Image main, List<Image> images, String name) {
        long others = images.stream()
                .filter(image -> image.series() != main.series() && !image.isAssociated())
                .filter(image -> image.area() >= LEAST_SECOND_SCAN * main.area())
                .filter(image -> sameSpacing(image, main))
                .count();
        if (others > 0) {
            throw new UnsupportedSlideException(name + " holds " + (others + 1)
                    + " scans of the same magnification; only files with one are read, lest one stands for all");
        }
    }

    private static boolean sameSpacing(Image image, Image main) {
        if (image.spacing().isEmpty() || main.spacing().isEmpty()) {
            return true;
        }
        double one = image.spacing().get().meanMicrons();
        double two = main.spacing().get().meanMicrons();
        return Math.abs(one - two) <= SAME_SPACING * two;
    }

    /// Every resolution but those of the same size as the one before: a thumbnail that Bio-Formats takes for
    /// a level.
    private static List<Integer> resolutions(BioFormatsFunctions functions, Object reader, int series)
            throws BioFormatsException {
        functions.select(reader, series, 0);
        int count = functions.resolutionCount(reader);
        List<Integer> distinct = new ArrayList<>();
        PlaneShape last = functions.shape(reader);
        for (int resolution = 0; resolution < count; resolution++) {
            functions.select(reader, series, resolution);
            PlaneShape shape = functions.shape(reader);
            if (resolution == 0 || shape.width() != last.width() || shape.height() != last.height()) {
                distinct.add(resolution);
            }
            last = shape;
        }
        return distinct;
    }

    private static List<PyramidLevel> levels(
            BioFormatsFunctions functions, Object reader, int series, List<Integer> resolutions)
            throws BioFormatsException {
        functions.select(reader, series, 0);
        PlaneShape finest = functions.shape(reader);
        List<PyramidLevel> levels = new ArrayList<>();
        for (int resolution : resolutions) {
            functions.select(reader, series, resolution);
            PlaneShape shape = functions.shape(reader);
            if (shape.width() < 1 || shape.height() < 1) {
                throw new CorruptSlideException("Level " + levels.size() + " of the slide has no size");
            }
            double downsample =
                    ((double) finest.width() / shape.width() + (double) finest.height() / shape.height()) / 2;
            if (downsample < (levels.isEmpty() ? 1 : levels.getLast().downsample())) {
                throw new CorruptSlideException(
                        "Level " + levels.size() + " of the slide is finer than the one before");
            }
            levels.add(new PyramidLevel(levels.size(), shape.width(), shape.height(), downsample));
        }
        return levels;
    }

    private static List<String> associated(List<Image> images, Image main) {
        return images.stream()
                .filter(image -> image.series() != main.series())
                .map(image -> image.kind().orElse("other"))
                .distinct()
                .toList();
    }
}
