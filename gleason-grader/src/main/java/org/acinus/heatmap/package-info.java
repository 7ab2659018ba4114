/// The picture that shows where a slide's answer comes from.
///
/// Start with [org.acinus.heatmap.HeatmapPicture], which draws over an [org.acinus.tissue.Overview];
/// [org.acinus.heatmap.HeatScale] says what a colour means, the same on every slide. Single tiles are drawn by
/// [org.acinus.heatmap.tiles], letters and scale bars by [org.acinus.heatmap.drawing]; [org.acinus.heatmap.plane] is
/// the heatmap as numbers. Nothing here needs a display, a font on the machine or fontconfig.
@NullMarked
package org.acinus.heatmap;

import org.jspecify.annotations.NullMarked;
