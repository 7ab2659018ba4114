package org.acinus.mil.train;

import java.util.OptionalDouble;

/// One pass over the training bags.
///
/// @param epoch from 1
/// @param learningRate of its steps
/// @param trainingLoss mean weighted loss with dropout, in nats
/// @param validationLoss the same on the validation bags without dropout; nothing where there are none
public record EpochReport(int epoch, double learningRate, double trainingLoss, OptionalDouble validationLoss) {}
