/// Commands that train heads.
///
/// [org.acinus.cli.train.TrainCommand] reads bags as `BagOptions` says, trains as `RecipeOptions` and
/// `PlanOptions` say, and writes what `HeadOptions` says.
@NullMarked
package org.acinus.cli.train;

import org.jspecify.annotations.NullMarked;
