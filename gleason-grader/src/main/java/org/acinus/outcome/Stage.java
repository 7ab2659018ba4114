package org.acinus.outcome;

/// Where on its way a slide failed.
public enum Stage {
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
