package org.acinus.wsi.write;

import org.acinus.wsi.write.encode.TileCompression;

/// The form of a pyramid.
///
/// @param tilePixels edge of a stored tile, a multiple of 16 as TIFF demands
/// @param step pixels of one level that make one pixel of the next, along each axis: 2 or 4
/// @param coarsestPixels levels are added until the longer side of the last has at most this many pixels
/// @param compression of the tiles of every level
/// @param layout of the images in the file
public record PyramidSpec(
        int tilePixels, int step, int coarsestPixels, TileCompression compression, PyramidLayout layout) {
    /// Aperio's usual step.
    public static final int APERIO_STEP = 4;

    private static final int SMALLEST_TILE = 16;
    private static final int LARGEST_TILE = 4096;

    /// A pyramid in Aperio's form.
    public PyramidSpec(int tilePixels, int step, int coarsestPixels, TileCompression compression) {
        this(tilePixels, step, coarsestPixels, compression, PyramidLayout.APERIO);
    }

    public PyramidSpec {
        if (tilePixels < SMALLEST_TILE || tilePixels > LARGEST_TILE || tilePixels % SMALLEST_TILE != 0) {
            throw new IllegalArgumentException(
                    "Tiles are multiples of 16 up to " + LARGEST_TILE + " px, not " + tilePixels);
        }
        if (step != 2 && step != APERIO_STEP) {
            throw new IllegalArgumentException("Levels shrink by 2 or 4, not " + step);
        }
        if (coarsestPixels < 1) {
            throw new IllegalArgumentException("The coarsest level has at least 1 px, not " + coarsestPixels);
        }
    }
}
