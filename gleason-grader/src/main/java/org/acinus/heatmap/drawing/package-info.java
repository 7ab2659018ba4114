/// What every picture is drawn with: words, a scale bar, pixels as Java's pictures.
///
/// Start with [org.acinus.heatmap.drawing.PictureHeader], which puts a [org.acinus.heatmap.drawing.Caption] above a
/// picture; [org.acinus.heatmap.drawing.Lettering] brings its own outlines of letters.
@NullMarked
package org.acinus.heatmap.drawing;

import org.jspecify.annotations.NullMarked;
