package org.acinus.mil.calibrate;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/// Mends probabilities: the logarithm of each class's probability is multiplied and shifted, then all are brought
/// back to a sum of 1 (Guo, Pleiss, Sun, Weinberger, ICML 2017, sections 4.2 and 4.3).
///
/// Works on the logarithms of probabilities instead of logits. For a temperature that is the same, since the two
/// differ by a constant; and it needs nothing of the head but its answer.
///
/// @param method how it was found
/// @param scale one factor a class, not negative; for a temperature T all of them 1/T
/// @param offset one shift a class; for a temperature all of them 0
public record Scaling(Method method, List<Double> scale, List<Double> offset) {
    private static final double FLOOR = 1e-9;

    public Scaling {
        scale = List.copyOf(scale);
        offset = List.copyOf(offset);
        boolean finite =
                scale.stream().allMatch(Double::isFinite) && offset.stream().allMatch(Double::isFinite);
        if (scale.size() < 2 || scale.size() != offset.size() || !finite) {
            throw new IllegalArgumentException(
                    "scaling must have a finite scale and offset for each class, not " + scale + " and " + offset);
        }
        if (method == Method.TEMPERATURE
                && (scale.stream().distinct().count() > 1
                        || scale.getFirst() <= 0
                        || offset.stream().anyMatch(shift -> shift != 0))) {
            throw new IllegalArgumentException(
                    "scaling by temperature must have one scale above 0 for all classes and no offset, not " + scale
                            + " and " + offset);
        }
    }

    /// How a scaling was found.
    public enum Method {
        /// One factor for all classes: keeps the order of the classes.
        @JsonProperty("temperature")
        TEMPERATURE,
        /// A factor and a shift for each class: can mend classes that are said too often.
        @JsonProperty("vector")
        VECTOR
    }

    /// The scaling of a temperature.
    ///
    /// @param temperature above 1 where the head is too sure of itself
    public static Scaling ofTemperature(double temperature, int classes) {
        return new Scaling(
                Method.TEMPERATURE, Collections.nCopies(classes, 1 / temperature), Collections.nCopies(classes, 0.0));
    }

    /// The temperature; for a [Method#VECTOR] that of the first class.
    public double temperature() {
        return 1 / scale.getFirst();
    }

    /// Mends the probabilities of one slide.
    ///
    /// @param probabilities one a class, 0 to 1
    /// @return one a class, adding up to 1
    public List<Double> apply(List<Double> probabilities) {
        if (probabilities.size() != scale.size()) {
            throw new IllegalArgumentException(
                    probabilities.size() + " probabilities, but the scaling is for " + scale.size() + " classes");
        }
        double[] logits = IntStream.range(0, scale.size())
                .mapToDouble(c -> scale.get(c) * logarithm(probabilities.get(c)) + offset.get(c))
                .toArray();
        double[] mended = Softmax.of(logits);
        return IntStream.range(0, mended.length).mapToObj(c -> mended[c]).toList();
    }

    /// The logarithm, with a floor: one slide whose true class was rounded to 0 must not decide everything.
    static double logarithm(double probability) {
        return Math.log(Math.max(probability, FLOOR));
    }
}
