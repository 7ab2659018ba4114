/// How the pipeline meets the outside world: what is wanted of it, what comes of it, and who keeps both.
///
/// [org.acinus.pipeline.RunLedger] is where jobs come from and results go (PostgreSQL in `org.acinus.sql`);
/// [org.acinus.pipeline.SlideProcessor] takes one slide through, which `stage` does. Nothing here knows a command line.
@NullMarked
package org.acinus.pipeline;

import org.jspecify.annotations.NullMarked;
