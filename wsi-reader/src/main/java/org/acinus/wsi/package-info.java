/// Whole-slide images: opening, describing and reading them, whatever the format.
///
/// Start with [org.acinus.wsi.Slide] (an open slide) and [org.acinus.wsi.SlideFormats] (opening one); then
/// [org.acinus.wsi.Region] and [org.acinus.wsi.RgbBuffer]. What a slide says of itself is in
/// [org.acinus.wsi.metadata], which file it is in [org.acinus.wsi.identity]. A reader is one
/// [org.acinus.wsi.SlideFormat] in a package of its own, found by [java.util.ServiceLoader].
@NullMarked
package org.acinus.wsi;

import org.jspecify.annotations.NullMarked;
