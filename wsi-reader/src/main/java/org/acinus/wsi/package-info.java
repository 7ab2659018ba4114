/// Whole-slide images: opening, describing and reading them, whatever the format.
///
/// Start with [org.acinus.wsi.Slide] (an open slide) and [org.acinus.wsi.SlideFormats] (opening one); then the
/// records [org.acinus.wsi.SlideMetadata], [org.acinus.wsi.Region] and [org.acinus.wsi.RgbBuffer]. A reader is one
/// [org.acinus.wsi.SlideFormat] in a package of its own, found by [java.util.ServiceLoader].
@NullMarked
package org.acinus.wsi;

import org.jspecify.annotations.NullMarked;
