/// Which files make one slide, for the formats that keep one in several.
///
/// A [org.acinus.intake.companion.CompanionRule] for each: by names alone, what must be quiet; then by the slide's
/// index, what must be there. An index is somebody else's text: a name that leads out of the folder is refused.
@NullMarked
package org.acinus.intake.companion;

import org.jspecify.annotations.NullMarked;
