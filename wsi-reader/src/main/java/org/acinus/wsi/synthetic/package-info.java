/// Synthetic slides: prostate-like tissue drawn by formula, whole cohorts with known labels and outlines, and
/// large slides put together from a small real one. No drawn slide shows a patient.
///
/// Reading order: [org.acinus.wsi.synthetic.SyntheticSlide] and [org.acinus.wsi.synthetic.SyntheticCohort] (the
/// ways in), `Scene` (what is on a slide; `SceneComposer`, `Nuisance` and `CohortPlan` make it up),
/// `TissuePicture` (draws any part of it); behind that `Architecture` (tissue, glands, tumour, sampled coarsely),
/// `GroundPainter` and `NucleusPainter` (how much of each stain), `Stains` and `Developer` (from stain to colour).
/// `MirroredPicture` is the benchmark slide.
@NullMarked
package org.acinus.wsi.synthetic;

import org.jspecify.annotations.NullMarked;
