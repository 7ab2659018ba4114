/// A slide's tiles as planes of numbers on one pixel grid, for `heatmap.ome.tif`.
///
/// [org.acinus.heatmap.plane.HeatChannel] says which numbers there are and what they mean,
/// [org.acinus.heatmap.plane.HeatGrid] where the pixels lie, [org.acinus.heatmap.plane.HeatPlanes] blends tiles into
/// them.
@NullMarked
package org.acinus.heatmap.plane;

import org.jspecify.annotations.NullMarked;
