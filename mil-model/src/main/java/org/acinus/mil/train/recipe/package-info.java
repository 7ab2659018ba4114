/// How a head is to be fitted. Start at [org.acinus.mil.train.recipe.FitOptions].
@NullMarked
package org.acinus.mil.train.recipe;

import org.jspecify.annotations.NullMarked;
