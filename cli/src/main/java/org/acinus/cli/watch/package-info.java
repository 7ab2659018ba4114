/// The drop-folder watcher as a service: looks, queues, tells, and says how it is.
///
/// [org.acinus.cli.watch.WatchLoop] joins the folder's side (`org.acinus.intake`) to the ledger's;
/// [org.acinus.cli.watch.ErrandRunner] does what is to be done when a slide is finished;
/// [org.acinus.cli.watch.ServiceHealth] is what the health page shows.
@NullMarked
package org.acinus.cli.watch;

import org.jspecify.annotations.NullMarked;
