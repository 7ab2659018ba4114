/// What readers make of files that nobody should send them: sets of strange and hostile TIFFs, and a corpus of
/// damaged slides made on the spot.
///
/// Reading order: `Probed` (what can happen), `SlideProbe` (opens and reads files in a JVM of its own), `ProbeJvm`
/// (watches over that JVM), `Mutant` with `BaseSlides`, `TiffMap` and the `…Mutations` (the corpus), then the
/// tests.
@NullMarked
package org.acinus.wsi.hostile;

import org.jspecify.annotations.NullMarked;
