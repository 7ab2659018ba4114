package org.acinus.outcome;

/// Where on its way a slide failed.
public enum Stage {
    /// In the drop folder, before it was queued.
    INTAKE,
    OPEN,
    TISSUE,
    TILES,
    FEATURES,
    CLASSIFY,
    EXPORT,
    STORE,
    /// Unknown: the worker died without a word.
    WORKER
}
