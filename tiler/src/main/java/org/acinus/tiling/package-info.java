/// Where tiles lie: pure arithmetic, no input or output.
///
/// A [org.acinus.tiling.TilingSpec] says what tiles are wanted, a [org.acinus.tiling.TileGrid] lays them over one
/// slide at the target spacing and is the one class that converts between frames, a [org.acinus.tiling.TileFrame]
/// is one tile in level-0 pixels.
@NullMarked
package org.acinus.tiling;

import org.jspecify.annotations.NullMarked;
