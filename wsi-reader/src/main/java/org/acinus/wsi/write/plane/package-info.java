/// Writing planes of numbers, such as a heatmap's layers, as a tiled OME-TIFF pyramid.
///
/// [org.acinus.wsi.write.plane.PlaneSource] is where values come from, [org.acinus.wsi.write.plane.PlaneDescription]
/// what the file says of them, [org.acinus.wsi.write.plane.PlanePyramidWriter] writes it. Values are 32-bit floats and
/// NaN where there is none, so nothing is quantised and nothing that was not measured looks like zero.
@NullMarked
package org.acinus.wsi.write.plane;

import org.jspecify.annotations.NullMarked;
