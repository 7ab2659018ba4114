/// How fast networks embed, read bags and learn.
///
/// Start with [org.acinus.cli.bench.model.ExtractBenchCommand]; [org.acinus.cli.bench.model.BagBenchCommand] and
/// [org.acinus.cli.bench.model.TrainBenchCommand] measure what comes after embedding.
@NullMarked
package org.acinus.cli.bench.model;

import org.jspecify.annotations.NullMarked;
