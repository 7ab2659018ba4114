/// Measurements on the user's own machine and slides.
///
/// [org.acinus.cli.bench.ReadBench] compares reading with the bare decoder, [org.acinus.cli.bench.PipelineBench]
/// the whole stream with its parts, [org.acinus.cli.bench.WatchBench] lets the drop-folder watcher loose on very
/// many files; [org.acinus.cli.bench.Measured] is a figure with its spread, [org.acinus.cli.bench.ProcessMeter] the
/// operating system's own accounting.
@NullMarked
package org.acinus.cli.bench;

import org.jspecify.annotations.NullMarked;
