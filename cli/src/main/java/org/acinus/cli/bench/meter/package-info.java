/// What every measurement counts with.
///
/// Start with [org.acinus.cli.bench.meter.Measured], a figure with its spread;
/// [org.acinus.cli.bench.meter.ProcessMeter] is the operating system's own accounting.
@NullMarked
package org.acinus.cli.bench.meter;

import org.jspecify.annotations.NullMarked;
