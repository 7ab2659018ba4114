/// The stages that a slide passes, and their order.
///
/// [org.acinus.pipeline.stage.SlidePipeline] is the list of them for one slide; a bad slide becomes an outcome or a
/// failure with a code there and nowhere else.
@NullMarked
package org.acinus.pipeline.stage;

import org.jspecify.annotations.NullMarked;
