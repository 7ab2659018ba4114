package org.acinus.pipeline;

/// Hears how far a slide is. Called from the thread that works on it; must return quickly.
@FunctionalInterface
public interface SlideProgress {

    /// Some tiles are done.
    ///
    /// @param tilesDone embedded or found unreadable so far
    /// @param tilesTotal inside tissue
    void tiles(int tilesDone, int tilesTotal);
}
