package org.acinus.tiling;

/// What becomes of the last tiles of a row or column, which would reach beyond the slide.
public enum EdgePolicy {
    /// They stay where they are; what lies beyond the slide is background.
    PAD,
    /// They are left out: every tile is whole, and a strip at the right and lower edge is in none. A slide smaller
    /// than a tile has none.
    DROP,
    /// They move inside, so that every tile is whole and every pixel in one; they overlap their neighbours by more than
    /// others do. On a slide smaller than a tile there is no room to move, and its one tile is padded.
    SHIFT
}
