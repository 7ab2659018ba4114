/// Where there is tissue.
///
/// [org.acinus.tissue.Overview] reads a slide small, strip by strip; a [org.acinus.tissue.TissueDetector] turns
/// that
/// into a
/// [org.acinus.tissue.TissueMask], which says how much of a tile is tissue. OpenCV is known here and nowhere
/// else.
@NullMarked
package org.acinus.tissue;

import org.jspecify.annotations.NullMarked;
