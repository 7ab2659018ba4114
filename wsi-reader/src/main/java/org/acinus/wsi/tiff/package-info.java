/// The TIFF container (TIFF 6.0 and BigTIFF), read by ourselves.
///
/// Reading order: [org.acinus.wsi.tiff.TiffExtent] says whether a file holds every byte that its directories
/// promise; `TiffHeader` finds the first directory and Hamamatsu's 64-bit extension, `TiffBytes` reads numbers
/// with a bound on the work that a file can cause, `TiffDirectory` and `TiffEntry` are one image's tags. The
/// direct path from compressed tile bytes to pixels will live here too.
@NullMarked
package org.acinus.wsi.tiff;

import org.jspecify.annotations.NullMarked;
