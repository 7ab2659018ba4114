package org.acinus.stain;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// How a slide's colours are brought to the reference's.
public enum StainMethod {
    /// Pixels stay as the scanner made them.
    NONE,
    /// Stain vectors from the plane of optical densities (Macenko et al., ISBI 2009, doi:10.1109/ISBI.2009.5193250).
    MACENKO,
    /// Mean and deviation of colour, in CIE L\*a\*b\* (Reinhard et al., IEEE CG&A 21(5), 2001,
    /// doi:10.1109/38.946629).
    REINHARD,
    /// Sparse non-negative stain vectors (Vahadane et al., IEEE TMI 35(8), 2016, doi:10.1109/TMI.2016.2529665).
    VAHADANE;

    /// Goes up whenever the same slide could come out with other colours.
    private static final int VERSION = 1;

    /// As a user writes it.
    public String option() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The method and its version, for example `macenko/1`; `none` where nothing is changed.
    String word() {
        return this == NONE ? option() : option() + "/" + VERSION;
    }

    /// From what a user wrote.
    ///
    /// @throws IllegalArgumentException where there is no such method
    public static StainMethod of(String option) {
        return Arrays.stream(values())
                .filter(method -> method.option().equals(option.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no stain normalisation is called '" + option
                        + "'; there are "
                        + Arrays.stream(values()).map(StainMethod::option).collect(Collectors.joining(", "))));
    }
}
