/// What is wrong with a scan, and where.
///
/// [org.acinus.quality.Artefact] names the kinds, [org.acinus.quality.QualitySummary] says how much of a slide's
/// tissue each of them takes.
@NullMarked
package org.acinus.quality;

import org.jspecify.annotations.NullMarked;
