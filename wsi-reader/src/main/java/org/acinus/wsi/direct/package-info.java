/// Acinus' own reader of tiled pyramids in TIFF: Aperio's, generic ones and OME-TIFF, in 8-bit RGB.
///
/// Tiles go from the file straight to libjpeg-turbo and into the caller's buffer. The pixels are OpenSlide's, bit
/// for bit, or the file is left to OpenSlide: whatever this reader does not know for certain it calls not its own.
///
/// Start with [org.acinus.wsi.direct.DirectFormat] (the service). [org.acinus.wsi.direct.layout] finds out how the
/// slide is stored; `DirectSlide` reads its regions, `DirectTiles` its tiles, and `Workbench` is one thread's decoders
/// and memory.
@NullMarked
package org.acinus.wsi.direct;

import org.jspecify.annotations.NullMarked;
