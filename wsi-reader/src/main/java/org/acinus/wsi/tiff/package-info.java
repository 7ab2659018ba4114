/// The TIFF container (TIFF 6.0 and BigTIFF), read by ourselves.
///
/// Today [org.acinus.wsi.tiff.TiffExtent] says whether a file holds every byte that its directories promise; the
/// direct
/// path from compressed tile bytes to pixels will live here too.
@NullMarked
package org.acinus.wsi.tiff;

import org.jspecify.annotations.NullMarked;
