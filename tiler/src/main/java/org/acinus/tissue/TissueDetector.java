package org.acinus.tissue;

import org.acinus.wsi.metadata.PixelSpacing;

/// Finds tissue on a slide's overview: the first and coarsest of the masks that choose a slide's tiles.
///
/// A detector serves any number of slides and any number of threads at once. Whoever opened it closes it. It need
/// not look after what no detector can know: its caller has made sure that the slide is a brightfield one
/// ([Brightfield]), and afterwards counts unreadable parts of the overview as tissue ([TissueMask#orUnreadable]),
/// so that their tiles are tried and counted instead of passed over.
public interface TissueDetector extends AutoCloseable {

    /// Name and version, for example `classical/2`; part of what identifies a result. A detector that would choose
    /// other tiles has another name; one that was learned has its model's hash in it.
    String name();

    /// µm per pixel at which it wants to see the whole slide. The overview comes as near to that as whole-number
    /// averaging of the stored levels allows and never finer than level 0, so a detector that needs it exactly
    /// resamples.
    double spacingMicrons();

    /// Says where there is tissue.
    ///
    /// @param overview RGB of the whole slide; pixels that do not decode are white in it
    /// @param spacing0 of level 0, for lengths and areas in µm
    /// @return a mask of the whole slide, of any size; it need not be the overview's
    TissueMask detect(Overview overview, PixelSpacing spacing0);

    /// Releases a model, where it holds one. Does nothing the second time.
    @Override
    default void close() {}
}
