/// From a trained head to a pack on disk, with its record, its card and its predictions.
///
/// Start at [org.acinus.mil.train.packing.HeadPackWriter].
@NullMarked
package org.acinus.mil.train.packing;

import org.jspecify.annotations.NullMarked;
