package org.acinus.wsi.direct;

/// A rectangle in pixels of one level; right and bottom edges are outside of it.
record Box(long left, long top, long right, long bottom) {

    /// What both have in common.
    Box and(Box other) {
        return new Box(
                Math.max(left, other.left),
                Math.max(top, other.top),
                Math.min(right, other.right),
                Math.min(bottom, other.bottom));
    }

    boolean isEmpty() {
        return left >= right || top >= bottom;
    }
}
