package org.acinus.export.qupath;

/// How tiles appear in a QuPath file.
public enum QuPathTiles {
    /// Each tile is an object with its own measurements.
    EACH,
    /// Neighbouring tiles of one class are one polygon with their sums: a small file that every viewer draws at once.
    MERGED
}
