/// Acinus' own reader of tiled pyramids in TIFF: Aperio's, generic ones and OME-TIFF, in 8-bit RGB.
///
/// Tiles go from the file straight to libjpeg-turbo and into the caller's buffer. The pixels are OpenSlide's, bit
/// for bit, or the file is left to OpenSlide: whatever this reader does not know for certain it calls not its own.
///
/// Reading order: [org.acinus.wsi.direct.DirectFormat] (the service); `Pyramid` and its makers `AperioPyramid`,
/// `GenericPyramid` and `OmePyramid` (which directories are the levels, and what the file says of itself);
/// `StoredImage` (one level's directory, and whether it can be read here); `DirectSlide` (regions), `DirectTiles`
/// (tiles) and `Workbench` (one thread's decoders and memory).
@NullMarked
package org.acinus.wsi.direct;

import org.jspecify.annotations.NullMarked;
