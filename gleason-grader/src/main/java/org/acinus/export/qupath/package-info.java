/// What QuPath 0.4 and later opens: objects as GeoJSON, a script that puts them where they belong in the open
/// image, and a project of all slides.
///
/// [org.acinus.export.qupath.QuPathGeoJsonWriter] writes one slide, by [org.acinus.export.qupath.QuPathFeatures];
/// [org.acinus.export.qupath.QuPathIndex] says beside them which file belongs to which image, and
/// [org.acinus.export.qupath.QuPathScript] and [org.acinus.export.qupath.QuPathProject] go by that.
@NullMarked
package org.acinus.export.qupath;

import org.jspecify.annotations.NullMarked;
