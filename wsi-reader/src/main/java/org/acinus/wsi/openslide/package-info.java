/// OpenSlide 4 through the foreign-function interface.
///
/// Reading order: [org.acinus.wsi.openslide.OpenSlideFormat] (the service), `OpenSlideLibrary` (finds and loads the
/// native library once), `OpenSlideFunctions` (one method per C function), `OpenSlideHandle` (pointer, lock, sticky
/// error), `OpenSlideSlide` (a [org.acinus.wsi.Slide]).
@NullMarked
package org.acinus.wsi.openslide;

import org.jspecify.annotations.NullMarked;
