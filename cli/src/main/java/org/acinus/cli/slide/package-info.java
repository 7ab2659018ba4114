/// Commands about slides themselves: `info`, `region` and `tile`.
///
/// Start with [org.acinus.cli.slide.SlideArgument], the slide that the first two open, and with
/// [org.acinus.cli.slide.SlideTiling], what `tile` makes of one.
@NullMarked
package org.acinus.cli.slide;

import org.jspecify.annotations.NullMarked;
