/// Drawing a scene, any part of it alone.
///
/// Start with [org.acinus.wsi.synthetic.tissue.TissuePicture]. Behind it `Architecture` (tissue, glands, tumour,
/// sampled coarsely), `GroundPainter` and `NucleusPainter` (how much of each stain), `Stains` and `Developer` (from
/// stain to colour).
@NullMarked
package org.acinus.wsi.synthetic.tissue;

import org.jspecify.annotations.NullMarked;
