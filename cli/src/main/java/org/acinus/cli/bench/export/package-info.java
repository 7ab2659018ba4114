/// What it costs to explain a result and to write it out.
///
/// Start with [org.acinus.cli.bench.export.ExportBenchCommand]; [org.acinus.cli.bench.export.SimilarBenchCommand]
/// measures the search for similar tiles.
@NullMarked
package org.acinus.cli.bench.export;

import org.jspecify.annotations.NullMarked;
