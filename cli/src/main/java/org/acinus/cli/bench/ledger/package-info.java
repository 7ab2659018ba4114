/// How many slides database and watcher bear.
///
/// Start with [org.acinus.cli.bench.ledger.DbBenchCommand]; [org.acinus.cli.bench.ledger.WatchBench] lets the
/// drop-folder watcher loose on very many files.
@NullMarked
package org.acinus.cli.bench.ledger;

import org.jspecify.annotations.NullMarked;
