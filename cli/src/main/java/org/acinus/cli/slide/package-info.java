/// Commands about one slide: `info`, `region` and `tile`.
///
/// Start with [org.acinus.cli.slide.SlideArgument], the slide that each of them opens.
@NullMarked
package org.acinus.cli.slide;

import org.jspecify.annotations.NullMarked;
