/// Puts a calibration into a head pack.
///
/// [org.acinus.mil.calibrate.packing.CalibratedPack] writes the new pack beside the old one;
/// [org.acinus.mil.calibrate.packing.MendedThreshold] carries the operating point over;
/// [org.acinus.mil.calibrate.packing.BagEmbeddings] reads what the training slides look like.
@NullMarked
package org.acinus.mil.calibrate.packing;

import org.jspecify.annotations.NullMarked;
