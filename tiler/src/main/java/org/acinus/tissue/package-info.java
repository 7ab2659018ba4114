/// Where there is tissue.
///
/// [org.acinus.tissue.Overview] reads a slide small, strip by strip; a [org.acinus.tissue.TissueDetector] turns
/// that into a [org.acinus.tissue.TissueMask], which says how much of a tile is tissue. Detectors are found by
/// [org.acinus.tissue.TissueDetectors]. OpenCV is known here and in `org.acinus.quality`, nowhere else.
@NullMarked
package org.acinus.tissue;

import org.jspecify.annotations.NullMarked;
