package org.acinus.wsi;

/// How one level is cut into stored tiles: all of one size, side by side from the level's upper left corner.
///
/// The last column and row may reach beyond the level's edge; what is stored there is padding.
///
/// @param tileWidth in pixels of the level
/// @param tileHeight in pixels of the level
/// @param columns tiles side by side
/// @param rows tiles above one another
public record TileLayout(int tileWidth, int tileHeight, int columns, int rows) {
    public TileLayout {
        if (tileWidth < 1 || tileHeight < 1 || columns < 1 || rows < 1) {
            throw new IllegalArgumentException("Tiles of " + tileWidth + " x " + tileHeight + " px cannot lie in "
                    + columns + " columns and " + rows + " rows");
        }
    }

    /// The layout of a level of this size.
    ///
    /// @param width of the level, in its pixels
    /// @param height of the level, in its pixels
    /// @throws ArithmeticException where it has 2^31 columns or rows
    public static TileLayout covering(long width, long height, int tileWidth, int tileHeight) {
        return new TileLayout(
                tileWidth,
                tileHeight,
                Math.toIntExact(Math.ceilDiv(width, tileWidth)),
                Math.toIntExact(Math.ceilDiv(height, tileHeight)));
    }

    /// Number of tiles.
    public long tiles() {
        return (long) columns * rows;
    }

    /// Bytes that the pixels of one tile take as RGB.
    public long tileBytes() {
        return RgbBuffer.byteSize(tileWidth, tileHeight);
    }
}
