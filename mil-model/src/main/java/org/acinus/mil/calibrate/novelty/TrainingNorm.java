package org.acinus.mil.calibrate.novelty;

import java.util.Arrays;

/// What each feature of an embedding was like in training, as the network's own batch norm remembers it: its mean
/// and its standard deviation. Tells tissue that the network was not trained on without any training slide.
///
/// Batch norm makes a channel's values normal with mean `beta` and standard deviation `|gamma|` over the training
/// set (Ioffe, Szegedy, ICML 2015); the activation clips them. A slide of the training set's kind has mean features
/// near the training's; one of another kind has not (the distance of batch norm's statistics as a measure of shift:
/// Schneider et al., NeurIPS 2020). Immutable, thread-safe.
public final class TrainingNorm {
    /// Steps of the sum that stands for the integral, and how many deviations it reaches to both sides.
    private static final int STEPS = 4000;

    private static final double REACH = 8;

    private final double[] mean;
    private final double[] deviation;

    /// One that was kept.
    ///
    /// @param mean of each feature
    /// @param deviation of each feature, above 0
    public TrainingNorm(double[] mean, double[] deviation) {
        if (mean.length != deviation.length || Arrays.stream(deviation).anyMatch(value -> !(value > 0))) {
            throw new IllegalArgumentException("there must be one deviation above 0 for each mean");
        }
        this.mean = mean.clone();
        this.deviation = deviation.clone();
    }

    /// Of normal values clipped to 0 and a greatest value.
    ///
    /// @param centre batch norm's `beta`, one a feature
    /// @param spread batch norm's `gamma`, one a feature; its sign does not matter
    /// @param most where the activation clips, 6 for ReLU6
    public static TrainingNorm ofClipped(double[] centre, double[] spread, double most) {
        double[] mean = new double[centre.length];
        double[] deviation = new double[centre.length];
        for (int feature = 0; feature < mean.length; feature++) {
            double weights = 0;
            double sum = 0;
            double squares = 0;
            for (int step = 0; step <= STEPS; step++) {
                double away = REACH * (2.0 * step / STEPS - 1);
                double weight = Math.exp(-away * away / 2);
                double value = Math.clamp(centre[feature] + Math.abs(spread[feature]) * away, 0, most);
                weights += weight;
                sum += weight * value;
                squares += weight * value * value;
            }
            mean[feature] = sum / weights;
            deviation[feature] = Math.sqrt(Math.max(squares / weights - mean[feature] * mean[feature], 0));
        }
        return new TrainingNorm(mean, deviation);
    }

    /// The mean of each feature.
    public double[] mean() {
        return mean.clone();
    }

    /// The standard deviation of each feature.
    public double[] deviation() {
        return deviation.clone();
    }

    /// How far a slide is from the training set: the mean over the features of the difference of its mean feature
    /// from the training's, in standard deviations.
    ///
    /// @param embedding mean of a slide's tiles, of as many features
    public double distance(double[] embedding) {
        double sum = 0;
        for (int feature = 0; feature < mean.length; feature++) {
            sum += Math.abs(embedding[feature] - mean[feature]) / deviation[feature];
        }
        return sum / mean.length;
    }
}
