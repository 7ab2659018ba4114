/// The supervisor that never opens a slide, and the workers that do.
///
/// [org.acinus.cli.worker.Supervisor] keeps worker processes alive while there are jobs; a
/// [org.acinus.cli.worker.WorkerJvm] is one such process; [org.acinus.cli.worker.WorkerLoop] is what runs in it:
/// claim, process, store. They talk by [org.acinus.cli.worker.WorkerEvent], one line of JSON each. A crash in
/// native code costs one slide.
@NullMarked
package org.acinus.cli.worker;

import org.jspecify.annotations.NullMarked;
