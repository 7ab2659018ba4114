/// Makes training tiles vary as laboratories, scanners and the way a section lies vary: seeded, tile by tile.
///
/// [org.acinus.stain.augment.Augmentation] says how much, [org.acinus.stain.augment.TileAugmenter] does it in the
/// stream.
@NullMarked
package org.acinus.stain.augment;

import org.jspecify.annotations.NullMarked;
