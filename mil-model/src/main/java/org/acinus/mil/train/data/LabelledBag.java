package org.acinus.mil.train.data;

import java.util.List;
import java.util.function.Supplier;
import org.acinus.mil.FeatureMatrix;

/// A slide to learn from.
///
/// @param name unique in its data set: the slide's name in the labels file
/// @param origin where it comes from, and what it must not be parted from
/// @param label its class
/// @param features reads the bag; the same values each time, and safe to call again and again
/// @param others further extractions of the same slide by the same encoder, for training alone
public record LabelledBag(
        String name,
        BagOrigin origin,
        int label,
        Supplier<FeatureMatrix> features,
        List<Supplier<FeatureMatrix>> others) {
    public LabelledBag {
        others = List.copyOf(others);
    }

    /// A slide of which only the patient is known.
    public LabelledBag(String name, String patient, int label, Supplier<FeatureMatrix> features) {
        this(name, BagOrigin.of(patient), label, features, List.of());
    }

    /// The patient.
    public String patient() {
        return origin.patient();
    }

    /// The same slide with another label.
    public LabelledBag withLabel(int other) {
        return new LabelledBag(name, origin, other, features, others);
    }
}
