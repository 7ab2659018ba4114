package org.acinus.mil.evaluate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Cases for tests.
public final class TestingCases {
    private TestingCases() {}

    /// A case with probabilities, called by the most probable class; every case a patient of its own.
    public static EvaluatedCase of(String id, int truth, List<Double> probabilities) {
        double cancer = Math.min(
                1,
                probabilities.stream().skip(1).mapToDouble(Double::doubleValue).sum());
        int called = probabilities.indexOf(Collections.max(probabilities));
        return new EvaluatedCase(
                id,
                new EvaluatedCase.Origin(id, Optional.empty(), Optional.empty()),
                truth,
                new EvaluatedCase.Answer(called, OptionalDouble.of(cancer), probabilities));
    }

    /// A case that was only called.
    public static EvaluatedCase called(String patient, int truth, int called) {
        return new EvaluatedCase(
                patient + truth + called,
                new EvaluatedCase.Origin(patient, Optional.empty(), Optional.empty()),
                truth,
                new EvaluatedCase.Answer(called, OptionalDouble.empty(), List.of()));
    }

    /// The six-grade cases of the golden values.
    static List<EvaluatedCase> grades() {
        List<Double> truth = GoldenValues.numbers(GoldenValues.part("grades").get("truth"));
        List<List<Double>> probabilities =
                GoldenValues.rows(GoldenValues.part("grades").get("probabilities"));
        List<EvaluatedCase> cases = new ArrayList<>();
        for (int i = 0; i < truth.size(); i++) {
            cases.add(of("slide-" + i, truth.get(i).intValue(), probabilities.get(i)));
        }
        return cases;
    }
}
