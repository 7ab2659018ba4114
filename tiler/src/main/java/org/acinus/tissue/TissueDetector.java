package org.acinus.tissue;

import org.acinus.wsi.PixelSpacing;

/// Finds tissue on a slide's overview.
///
/// Thread-safe.
public interface TissueDetector {

    /// Name and version, for example `saturation/1`. A detector that would choose other tiles has another.
    String name();

    /// Says where there is tissue. Unreadable parts of the overview count as tissue, so that their tiles are
    /// tried
    /// and
    /// counted instead of passed over.
    ///
    /// @param spacing0 of level 0, for lengths and areas in µm
    /// @throws org.acinus.wsi.NotBrightfieldException where the picture is no brightfield slide
    TissueMask detect(Overview overview, PixelSpacing spacing0);
}
