/// Training of MIL heads: bags with labels in, a head pack with out-of-fold figures out.
///
/// Reading order: [org.acinus.mil.train.data.BagDataset] is what there is to learn from;
/// [org.acinus.mil.train.recipe.FitOptions] how; [org.acinus.mil.train.HeadTrainer] is the port behind which the
/// engine lies (`org.acinus.mil.djl`); [org.acinus.mil.train.CrossValidation] measures a recipe on slides it has
/// not seen; [org.acinus.mil.train.HeadTraining] does that and fits the final head on everything, and
/// [org.acinus.mil.train.packing.HeadPackWriter] makes it a pack.
@NullMarked
package org.acinus.mil.train;

import org.jspecify.annotations.NullMarked;
