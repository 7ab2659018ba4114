/// The TIFF container (TIFF 6.0 and BigTIFF), read by ourselves.
///
/// Reading order: [org.acinus.wsi.tiff.TiffIndex] holds a file's directories, [org.acinus.wsi.tiff.TiffDirectory]
/// is one image's tags and [org.acinus.wsi.tiff.TileTable] says where its tiles are;
/// [org.acinus.wsi.tiff.TiffExtent] asks whether a file holds every byte that its directories promise. Below them,
/// `TiffHeader` finds the first directory and Hamamatsu's 64-bit extension, and `TiffBytes` reads numbers with a
/// bound on the work that a file can cause. What the tags mean is left to others.
@NullMarked
package org.acinus.wsi.tiff;

import org.jspecify.annotations.NullMarked;
