/// Brings the stains of a slide to those of a reference, so that a model sees one laboratory's colours.
///
/// [org.acinus.stain.StainFitting] samples a slide's tissue once and fits a [org.acinus.stain.StainMethod] to it; what
/// comes out, a [org.acinus.stain.StainNormaliser], changes pixels where they lie, on the decoding threads of the
/// stream. Estimating ([org.acinus.stain.MacenkoEstimator], [org.acinus.stain.VahadaneEstimator],
/// [org.acinus.stain.LabStatistics]) is apart from applying, which works by tables made once.
@NullMarked
package org.acinus.stain;

import org.jspecify.annotations.NullMarked;
