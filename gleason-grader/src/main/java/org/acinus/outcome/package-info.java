/// What can come of a slide.
///
/// [org.acinus.outcome.SlideOutcome] is sealed: exit code, database, report and log all switch over the same six
/// cases. [org.acinus.outcome.SlideResult] is an outcome with its evidence, tile by tile.
@NullMarked
package org.acinus.outcome;

import org.jspecify.annotations.NullMarked;
