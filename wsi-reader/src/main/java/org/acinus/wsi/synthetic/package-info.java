/// Synthetic slides: prostate-like tissue drawn by formula, whole cohorts with known labels and outlines, and
/// large slides put together from a small real one. No drawn slide shows a patient.
///
/// Start with [org.acinus.wsi.synthetic.SyntheticSlide] and [org.acinus.wsi.synthetic.SyntheticCohort]. They make up a
/// [org.acinus.wsi.synthetic.scene.Scene] (`SceneComposer`, `Nuisance`, `CohortPlan`), which
/// [org.acinus.wsi.synthetic.tissue] draws; the benchmark slide comes from [org.acinus.wsi.synthetic.mirror], artefacts
/// from [org.acinus.wsi.synthetic.artefact].
@NullMarked
package org.acinus.wsi.synthetic;

import org.jspecify.annotations.NullMarked;
