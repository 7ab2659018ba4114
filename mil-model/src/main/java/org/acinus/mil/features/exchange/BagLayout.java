package org.acinus.mil.features.exchange;

import java.util.Locale;

/// Which program wrote a bag of HDF5, told by its datasets and attributes.
public enum BagLayout {
    /// `features` and `coords`, whose attributes state tile size and magnification; level-0 pixels.
    TRIDENT,
    /// `features` and `coords` without attributes; level-0 pixels.
    CLAM,
    /// `feats` and `coords`; pixels, or micrometres where the attribute `unit` says so (from version 2 on).
    STAMP;

    /// The word that is recorded in an imported bag.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
