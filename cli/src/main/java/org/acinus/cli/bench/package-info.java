/// Measurements on the user's own machine and slides.
///
/// Start with [org.acinus.cli.bench.BenchCommand], which lists them. Reading and streaming tiles is measured in
/// [org.acinus.cli.bench.read], networks in [org.acinus.cli.bench.model], pictures and files of a result in
/// [org.acinus.cli.bench.export], database and watcher in [org.acinus.cli.bench.ledger]; all of them count with
/// [org.acinus.cli.bench.meter].
@NullMarked
package org.acinus.cli.bench;

import org.jspecify.annotations.NullMarked;
