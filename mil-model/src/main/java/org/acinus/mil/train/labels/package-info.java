/// Labels that are wrong or missing: heads that are fitted without doubtful labels or with guessed ones.
///
/// [org.acinus.mil.train.labels.CleaningTrainer] and [org.acinus.mil.train.labels.PseudoLabelTrainer] are
/// trainers that change the bags of a fit and leave the fitting to another trainer, so that whatever is measured is
/// measured on bags that no guess has touched.
@NullMarked
package org.acinus.mil.train.labels;

import org.jspecify.annotations.NullMarked;
