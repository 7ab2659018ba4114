package org.acinus.mil.features;

import org.acinus.tiling.TileGrid;
import org.acinus.wsi.metadata.PixelSpacing;

/// The grid that a bag's tiles lie on, as it was laid over the slide.
///
/// @param columns tiles in a row of the whole grid
/// @param rows of the whole grid
/// @param level that the tiles were read from
/// @param resampled whether tiles were averaged down from that level
/// @param spacingMicrons spacing that the tiles really have, µm per pixel
/// @param level0SpacingXMicrons width of a level-0 pixel in µm
/// @param level0SpacingYMicrons height of a level-0 pixel in µm
public record BagGrid(
        int columns,
        int rows,
        int level,
        boolean resampled,
        double spacingMicrons,
        double level0SpacingXMicrons,
        double level0SpacingYMicrons) {
    public BagGrid {
        if (columns < 1 || rows < 1 || level < 0) {
            throw new IllegalArgumentException("No grid has " + columns + " x " + rows + " tiles of level " + level);
        }
        if (!(spacingMicrons > 0 && level0SpacingXMicrons > 0 && level0SpacingYMicrons > 0)) {
            throw new IllegalArgumentException("Spacings must be positive, not " + spacingMicrons + ", "
                    + level0SpacingXMicrons + " and " + level0SpacingYMicrons);
        }
    }

    /// Describes a grid.
    ///
    /// @param spacing0 of the slide's level 0
    public static BagGrid of(TileGrid grid, PixelSpacing spacing0) {
        return new BagGrid(
                grid.columns(),
                grid.rows(),
                grid.level().index(),
                grid.resampled(),
                grid.spacingMicrons(),
                spacing0.xMicrons(),
                spacing0.yMicrons());
    }
}
