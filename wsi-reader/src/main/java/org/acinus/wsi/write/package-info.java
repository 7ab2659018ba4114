/// Writing tiled TIFF pyramids that OpenSlide, QuPath and others open as Aperio slides.
///
/// Reading order: [org.acinus.wsi.write.PixelSource] (where pixels come from), [org.acinus.wsi.write.PyramidSpec]
/// and [org.acinus.wsi.write.SlideDescription] (what is to be written), [org.acinus.wsi.write.PyramidWriter]
/// (writes it). Behind it: `LevelPlan` (sizes by formula), `LevelStrip` (one row of tiles on its way). Tiles are
/// compressed by [org.acinus.wsi.write.encode], the file itself is written by [org.acinus.wsi.write.container]; planes
/// of numbers instead of colours by [org.acinus.wsi.write.plane]. Nothing here holds more than one row of tiles a
/// level.
@NullMarked
package org.acinus.wsi.write;

import org.jspecify.annotations.NullMarked;
