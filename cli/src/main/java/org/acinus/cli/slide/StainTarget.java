package org.acinus.cli.slide;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.quality.CheckedTiles;
import org.acinus.quality.QualityLimits;
import org.acinus.stain.PixelSample;
import org.acinus.stain.StainFitting;
import org.acinus.stain.StainMethod;
import org.acinus.stain.StainVector;
import org.acinus.stain.Staining;
import org.acinus.tiling.TilePlan;
import org.acinus.tiling.TilingSpec;
import org.acinus.tissue.ClassicalTissueDetector;
import org.acinus.wsi.Slide;
import org.acinus.wsi.SlideFormats;
import org.acinus.wsi.metadata.PixelSpacing;

/// What a person names as the look that slides shall have: stain vectors, a picture, a slide.
final class StainTarget {
    private static final String NUMBER = "\\d*\\.?\\d+";
    private static final Pattern VECTORS =
            Pattern.compile("(%1$s),(%1$s),(%1$s):(%1$s),(%1$s),(%1$s)".formatted(NUMBER));

    /// Of a slide as much is looked at as of the slides that are brought to it.
    private static final int TILE_PIXELS = 256;

    private static final double SPACING_MICRONS = 0.5;

    private StainTarget() {}

    /// Whether this is no file.
    static boolean isVectors(String target) {
        return VECTORS.matcher(target).matches();
    }

    /// Reads it.
    ///
    /// @param target six numbers or a file
    /// @param method not [StainMethod#NONE]
    /// @throws CliException where it gives nothing to bring slides to
    static Staining read(String target, StainMethod method) {
        if (isVectors(target)) {
            return vectors(target, method);
        }
        Path file = Path.of(target);
        if (!Files.isRegularFile(file)) {
            throw new CliException(
                    ExitCode.INPUT, "--stain-target: " + target + " is no file, and no two vectors of three numbers");
        }
        PixelSample sample = isPicture(file) ? picture(file) : slide(file);
        return Staining.like(sample, method)
                .orElseThrow(() -> new CliException(
                        ExitCode.INPUT,
                        "--stain-target: " + target + " is no target for " + method.option() + ": of " + sample.size()
                                + " sampled pixels too few are stained, or all of them in one colour"));
    }

    private static Staining vectors(String target, StainMethod method) {
        double[] numbers = Arrays.stream(target.split("[,:]", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
        try {
            return Staining.to(
                    method,
                    new StainVector(numbers[0], numbers[1], numbers[2]),
                    new StainVector(numbers[3], numbers[4], numbers[5]));
        } catch (IllegalArgumentException senseless) {
            throw new CliException(ExitCode.USAGE, "--stain-target: " + senseless.getMessage(), senseless);
        }
    }

    private static boolean isPicture(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".png") || name.endsWith(".jpg") || name.endsWith(".jpeg");
    }

    private static PixelSample picture(Path file) {
        try {
            BufferedImage image = ImageIO.read(file.toFile());
            if (image == null) {
                throw new CliException(ExitCode.INPUT, "--stain-target: " + file + " is no picture");
            }
            return PixelSample.ofStained(Pictures.toBuffer(image));
        } catch (IOException unreadable) {
            throw new CliException(
                    ExitCode.INPUT,
                    "--stain-target: " + file + " cannot be read: " + unreadable.getMessage(),
                    unreadable);
        }
    }

    private static PixelSample slide(Path file) {
        try (Slide slide = SlideFormats.installed().open(file)) {
            double finest = slide.metadata()
                    .spacing()
                    .known()
                    .map(PixelSpacing::meanMicrons)
                    .orElse(SPACING_MICRONS);
            TilingSpec tiles = TilingSpec.of(TILE_PIXELS, Math.max(SPACING_MICRONS, finest));
            TilePlan plan = CheckedTiles.of(
                            slide, tiles, new ClassicalTissueDetector(), Optional.of(QualityLimits.DEFAULT))
                    .plan();
            if (plan.tiles().isEmpty()) {
                throw new CliException(
                        ExitCode.INPUT, "--stain-target: " + file + " holds no tissue without artefacts");
            }
            return StainFitting.sample(slide, plan);
        }
    }
}
