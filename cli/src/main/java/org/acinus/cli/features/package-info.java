/// `features`: slides become feature bags.
///
/// [org.acinus.cli.features.FeaturesCommand] opens encoders as [org.acinus.cli.features.PackPasses], and
/// [org.acinus.cli.features.CohortEmbedding] goes through the slides.
@NullMarked
package org.acinus.cli.features;

import org.jspecify.annotations.NullMarked;
