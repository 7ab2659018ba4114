/// Fitting of MIL heads with DJL's PyTorch engine, behind the port [org.acinus.mil.train.HeadTrainer].
///
/// Start at [org.acinus.mil.djl.fit.DjlHeadTrainer].
@NullMarked
package org.acinus.mil.djl.fit;

import org.jspecify.annotations.NullMarked;
