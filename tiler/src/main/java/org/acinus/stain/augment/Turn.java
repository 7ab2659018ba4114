package org.acinus.stain.augment;

/// One of the eight ways in which a square lies on itself.
///
/// @param transposed whether columns and rows are swapped, first of all
/// @param mirroredX whether left and right are then swapped
/// @param mirroredY whether up and down are then swapped
record Turn(boolean transposed, boolean mirroredX, boolean mirroredY) {
    static final Turn NONE = new Turn(false, false, false);

    /// One of eight.
    ///
    /// @param number 0 to 7
    static Turn of(int number) {
        return new Turn((number & 1) != 0, (number & 2) != 0, (number & 4) != 0);
    }

    /// The column that a pixel of the turned tile comes from; may lie between pixels.
    double sourceX(double x, double y, int tilePixels) {
        double along = transposed ? y : x;
        return mirroredX ? tilePixels - 1 - along : along;
    }

    /// The row that a pixel of the turned tile comes from.
    double sourceY(double x, double y, int tilePixels) {
        double along = transposed ? x : y;
        return mirroredY ? tilePixels - 1 - along : along;
    }
}
