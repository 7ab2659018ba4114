package org.acinus.mil.train.data;

import java.util.function.Supplier;
import org.acinus.mil.FeatureMatrix;

/// A slide to learn from.
///
/// @param name unique in its data set: the slide's name in the labels file
/// @param patient bags of one patient never lie on both sides of a split; the bag's own name where nothing is
///     known
/// @param label its class
/// @param features reads the bag; the same values each time, and safe to call again and again
public record LabelledBag(String name, String patient, int label, Supplier<FeatureMatrix> features) {}
