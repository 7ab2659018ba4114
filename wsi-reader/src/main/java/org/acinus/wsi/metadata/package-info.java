/// What a slide says of itself: levels, spacing, scanned part, colours.
///
/// Start with [org.acinus.wsi.metadata.SlideMetadata]. [org.acinus.wsi.metadata.SpacingPolicy] decides which spacing is
/// believed; [org.acinus.wsi.metadata.SlideProperties] takes a file's properties, by allow-list.
@NullMarked
package org.acinus.wsi.metadata;

import org.jspecify.annotations.NullMarked;
