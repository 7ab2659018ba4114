/// Finds tiles of other slides that look alike to an encoder: a contrastive explanation, one neighbour from slides
/// without cancer beside one from slides with it.
///
/// [org.acinus.mil.similar.ReferenceCollection] names slides of known label with their bags;
/// [org.acinus.mil.similar.CollectionMaker] makes one of a folder of bags and a labels file;
/// [org.acinus.mil.similar.NearestTiles] searches it, every tile against every tile.
@NullMarked
package org.acinus.mil.similar;

import org.jspecify.annotations.NullMarked;
