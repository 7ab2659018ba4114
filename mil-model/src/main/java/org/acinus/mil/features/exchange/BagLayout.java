package org.acinus.mil.features.exchange;

import java.util.Locale;

/// Which program wrote a bag of HDF5, told by its datasets and attributes; as of TRIDENT 0.3.0, CLAM of April 2025
/// and STAMP 1.0 to 2.5.
public enum BagLayout {
    /// `features` and `coords`, whose attributes state tile size and magnification; level-0 pixels.
    TRIDENT,
    /// `features` and `coords` without attributes; level-0 pixels.
    CLAM,
    /// `feats` and `coords`; micrometres where the attribute `unit` says so (from version 2 on), before that pixels of
    /// 256/224 µm.
    STAMP;

    /// The word that is recorded in an imported bag.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
