/// The pipeline that joins the stages, and the ports through which it meets the outside world.
///
/// [org.acinus.pipeline.SlidePipeline] is the list of stages for one slide; [org.acinus.pipeline.RunLedger] is
/// where jobs
/// come from and results go (PostgreSQL in `org.acinus.sql`). Nothing here knows a command line.
@NullMarked
package org.acinus.pipeline;

import org.jspecify.annotations.NullMarked;
