/// Reading many regions of one slide together, so that each stored tile is decoded once.
///
/// Start with [org.acinus.wsi.group.RegionGroup]. `SharedTileGroup` shares decoded tiles between regions, with
/// `UseCounts` (who needs what), `KeptTile` (decoded once) and `TilePart` (what one region needs of one tile).
@NullMarked
package org.acinus.wsi.group;

import org.jspecify.annotations.NullMarked;
