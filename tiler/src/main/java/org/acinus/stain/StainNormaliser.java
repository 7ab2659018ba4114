package org.acinus.stain;

import java.lang.foreign.MemorySegment;

/// Changes the colours of pixels where they lie, each by itself.
///
/// Immutable, so any number of threads may use one.
@FunctionalInterface
public interface StainNormaliser {
    /// Normalises pixels in place.
    ///
    /// @param rgb RGB8, at least `3 * pixels` bytes, in native memory or on the heap
    /// @param pixels how many
    void normalise(MemorySegment rgb, int pixels);
}
