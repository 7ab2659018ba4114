/// How a tiled TIFF stores its slide: which directories are the levels, how their tiles are packed, and what the file
/// says of itself. It reads directories and no pixel.
///
/// Start with [org.acinus.wsi.direct.layout.Pyramid], whose makers are `AperioPyramid`, `GenericPyramid` and
/// `OmePyramid`; a level is a [org.acinus.wsi.direct.layout.StoredImage]. What is not certainly ours is refused with a
/// [org.acinus.wsi.direct.layout.NotDirectException].
@NullMarked
package org.acinus.wsi.direct.layout;

import org.jspecify.annotations.NullMarked;
