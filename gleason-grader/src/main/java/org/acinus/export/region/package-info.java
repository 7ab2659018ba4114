/// Neighbouring tiles of one kind as one polygon.
///
/// [org.acinus.export.region.TileRegions] takes tiles in their order, row by row, and keeps runs of them;
/// [org.acinus.export.region.TileRegion] is a connected patch with its figures, and
/// [org.acinus.export.region.GridCorners] says where on the slide its outline lies.
@NullMarked
package org.acinus.export.region;

import org.jspecify.annotations.NullMarked;
