/// Pictures of single tiles, at the size at which a person looks at them.
///
/// Start with [org.acinus.heatmap.tiles.MontagePicture] (tiles with a map of what spoke in them) and
/// [org.acinus.heatmap.tiles.ContrastPicture] (tiles beside the most similar ones of known slides).
@NullMarked
package org.acinus.heatmap.tiles;

import org.jspecify.annotations.NullMarked;
