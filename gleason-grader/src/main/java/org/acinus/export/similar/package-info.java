/// Tiles of known slides that look like the loudest ones of a slide, as files: `similar.json`, `similar.csv` and
/// `similar.png`.
///
/// [org.acinus.export.similar.SimilarTiles] is what was found; each writer turns it into one file.
@NullMarked
package org.acinus.export.similar;

import org.jspecify.annotations.NullMarked;
