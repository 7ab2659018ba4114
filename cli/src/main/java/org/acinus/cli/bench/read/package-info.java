/// How fast tiles are read and streamed.
///
/// Start with [org.acinus.cli.bench.read.ReadBenchCommand]: reading beside the bare decoder, which is the limit.
/// [org.acinus.cli.bench.read.StreamBenchCommand] measures the whole stream and its parts.
@NullMarked
package org.acinus.cli.bench.read;

import org.jspecify.annotations.NullMarked;
