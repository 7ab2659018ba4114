/// Pictures of single tiles that say why a slide has its answer.
///
/// [org.acinus.pipeline.explain.MontageStage] shows the loudest tiles and the places inside them that spoke,
/// [org.acinus.pipeline.explain.SimilarStage] puts them beside tiles of known slides;
/// [org.acinus.pipeline.explain.Explanations] does what was wanted of both.
@NullMarked
package org.acinus.pipeline.explain;

import org.jspecify.annotations.NullMarked;
