/// What is wrong with a scan, and where.
///
/// [org.acinus.quality.QualityMap] looks at a slide's middle level, only where the coarse mask found tissue, and says
/// of every few square µm whether it is tissue and which [org.acinus.quality.Artefact] it shows.
/// [org.acinus.quality.CheckedTiles] holds that against [org.acinus.quality.QualityLimits] and chooses the tiles that
/// go on to the model; [org.acinus.quality.QualitySummary] says how much of a slide's tissue each kind takes. OpenCV
/// is known here and in `org.acinus.tissue`, nowhere else.
@NullMarked
package org.acinus.quality;

import org.jspecify.annotations.NullMarked;
