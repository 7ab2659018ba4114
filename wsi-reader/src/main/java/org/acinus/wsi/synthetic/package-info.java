/// Synthetic slides: prostate-like tissue drawn by formula, whole cohorts with known labels and outlines, and large
/// slides put together from a small real one. Nothing here shows a patient.
///
/// Reading order: `Scene` (what is on a slide), `TissuePicture` (draws any part of it), behind that `Architecture`
/// (tissue, glands, tumour), `GroundPainter`, `NucleusPainter`, `Stains` and `Developer` (from stain to colour).
@NullMarked
package org.acinus.wsi.synthetic;

import org.jspecify.annotations.NullMarked;
