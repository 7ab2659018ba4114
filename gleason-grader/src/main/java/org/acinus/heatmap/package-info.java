/// The picture that shows where a slide's answer comes from.
///
/// [org.acinus.heatmap.HeatScale] says what a colour means, the same on every slide;
/// [org.acinus.heatmap.HeatmapPicture] draws it over an [org.acinus.tissue.Overview] with a
/// [org.acinus.heatmap.Caption], a legend and a scale bar. Nothing here needs a display, a font on the machine
/// or fontconfig: [org.acinus.heatmap.Lettering] brings its own outlines.
@NullMarked
package org.acinus.heatmap;

import org.jspecify.annotations.NullMarked;
