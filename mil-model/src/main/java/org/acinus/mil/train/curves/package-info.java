/// How losses went over the epochs, as a table and as a picture. Start at
/// [org.acinus.mil.train.curves.TrainingCurves].
@NullMarked
package org.acinus.mil.train.curves;

import org.jspecify.annotations.NullMarked;
