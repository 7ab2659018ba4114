package org.acinus.stain;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;

/// How slides' colours are changed: a method, and what it brings them to. Immutable.
///
/// Macenko's and Vahadane's methods are as published where they bring slides to the built-in reference: what two stains
/// cannot explain of a colour is left out, seven grey levels on the mean of a real slide. Brought to a target of one's
/// own, a colour keeps it, so that a slide that is its own target stays as it is.
///
/// @param method by which
/// @param stains what Macenko's and Vahadane's methods bring slides to
/// @param colours what Reinhard's method brings slides to
public record Staining(StainMethod method, StainProfile stains, LabStatistics colours) {
    /// Pixels stay as the scanner made them.
    public static final Staining NONE = of(StainMethod.NONE);

    /// Brings slides to the built-in reference, [StainProfile#REFERENCE] or the same in [LabStatistics#REFERENCE].
    public static Staining of(StainMethod method) {
        return new Staining(method, StainProfile.REFERENCE, LabStatistics.REFERENCE);
    }

    /// Brings slides to stain vectors, each as strong as in the built-in reference.
    ///
    /// @param haematoxylin any length, and so the other
    /// @throws IllegalArgumentException where the method knows no vectors, or these are no two stains
    public static Staining to(StainMethod method, StainVector haematoxylin, StainVector eosin) {
        if (method != StainMethod.MACENKO && method != StainMethod.VAHADANE) {
            throw new IllegalArgumentException(method.option() + " knows no stain vectors; macenko and vahadane do");
        }
        StainProfile stains = new StainProfile(
                haematoxylin.unit(),
                eosin.unit(),
                StainProfile.REFERENCE.mostHaematoxylin(),
                StainProfile.REFERENCE.mostEosin());
        if (!stains.isSound()) {
            throw new IllegalArgumentException("these are no two stains: " + haematoxylin + " and " + eosin);
        }
        return new Staining(method, stains, LabStatistics.REFERENCE);
    }

    /// Brings slides to what the method finds in a sample of the picture or slide that they are to look like.
    ///
    /// @param method not [StainMethod#NONE]
    /// @return empty where the sample has too few stained pixels, or all of one colour
    public static Optional<Staining> like(PixelSample target, StainMethod method) {
        return switch (method) {
            case NONE -> throw new IllegalArgumentException("There is nothing to fit");
            case MACENKO ->
                MacenkoEstimator.estimate(target).map(stains -> new Staining(method, stains, LabStatistics.REFERENCE));
            case VAHADANE ->
                VahadaneEstimator.estimate(target).map(stains -> new Staining(method, stains, LabStatistics.REFERENCE));
            case REINHARD ->
                LabStatistics.of(target).map(colours -> new Staining(method, StainProfile.REFERENCE, colours));
        };
    }

    /// Whether the method is as it was published, with the built-in reference.
    boolean isPublished() {
        return equals(of(method));
    }

    /// What a bag and a result say of it: for example `macenko/1`, with a checksum of a reference of one's own behind
    /// it, `macenko/1/0c3f2a91`; `none` where nothing is changed.
    public String word() {
        if (isPublished()) {
            return method.word();
        }
        CRC32 checksum = new CRC32();
        checksum.update((stains + " " + colours).getBytes(StandardCharsets.UTF_8));
        return String.format(Locale.ROOT, "%s/%08x", method.word(), checksum.getValue());
    }
}
