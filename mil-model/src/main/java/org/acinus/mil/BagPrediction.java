package org.acinus.mil;

import java.util.List;

/// What a MIL model says of one slide.
///
/// @param probabilities one a class, in the order of the head's classes, adding up to 1
/// @param attention one an instance, in the bag's order, not negative, adding up to 1 (Ilse 2018, equation 8)
/// @param contributions one an instance: its attention times its own evidence for cancer, which is the mean logit
///     of the
///     classes after the first (benign) less the logit of the first; they add up to that difference for the whole
///     slide,
///     less the difference of the biases
public record BagPrediction(List<Double> probabilities, List<Float> attention, List<Float> contributions) {
    public BagPrediction {
        probabilities = List.copyOf(probabilities);
        attention = List.copyOf(attention);
        contributions = List.copyOf(contributions);
        if (attention.size() != contributions.size()) {
            throw new IllegalArgumentException(
                    attention.size() + " attention values, but " + contributions.size() + " contributions");
        }
    }
}
