package org.acinus.mil.evaluate.agreement;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.acinus.mil.evaluate.Estimate;
import org.acinus.mil.evaluate.EvaluatedCase;
import org.acinus.mil.evaluate.EvaluationOptions;
import org.acinus.mil.evaluate.Figures;
import org.acinus.mil.evaluate.Metric;
import org.acinus.mil.evaluate.statistic.FleissKappa;

/// How far readers agree with one another.
///
/// @param pairs every two of them
/// @param fleiss all human readers together, on the cases that all have read; nothing with fewer than two
public record ReaderAgreement(List<Pair> pairs, Optional<FleissKappa> fleiss) {
    public ReaderAgreement {
        pairs = List.copyOf(pairs);
    }

    /// Two readers.
    ///
    /// @param one name
    /// @param other name
    /// @param n cases that both have read
    /// @param kappa quadratically weighted, with the interval from drawing patients again; nothing where the cases
    ///     are too few or it is not defined
    public record Pair(String one, String other, int n, Optional<Estimate> kappa) {}

    /// Compares readers.
    ///
    /// @param humans at least one
    /// @param others the reference and the model, which go into the pairs but not into Fleiss' kappa
    /// @param patients patient of every case
    public static ReaderAgreement of(
            List<Reading> humans, List<Reading> others, Map<String, String> patients, EvaluationOptions options) {
        List<Reading> all = new ArrayList<>(others);
        all.addAll(humans);
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            for (int j = i + 1; j < all.size(); j++) {
                pairs.add(pair(all.get(i), all.get(j), patients, options));
            }
        }
        return new ReaderAgreement(
                pairs, humans.size() < 2 ? Optional.empty() : FleissKappa.of(votes(humans, options.classes())));
    }

    private static Pair pair(Reading one, Reading other, Map<String, String> patients, EvaluationOptions options) {
        List<EvaluatedCase> both = one.called().keySet().stream()
                .filter(other.called()::containsKey)
                .sorted()
                .map(id -> new EvaluatedCase(
                        id,
                        new EvaluatedCase.Origin(patients.getOrDefault(id, id), Optional.empty(), Optional.empty()),
                        one.called().getOrDefault(id, 0),
                        new EvaluatedCase.Answer(
                                other.called().getOrDefault(id, 0), OptionalDouble.empty(), List.of())))
                .toList();
        Optional<Estimate> kappa = both.size() < options.smallestGroup()
                ? Optional.empty()
                : Figures.of(both, options.classes(), options.bootstrap()).estimate(Metric.KAPPA);
        return new Pair(one.reader(), other.reader(), both.size(), kappa);
    }

    private static List<List<Integer>> votes(List<Reading> readers, int classes) {
        return readers.getFirst().called().keySet().stream()
                .filter(id ->
                        readers.stream().allMatch(reader -> reader.called().containsKey(id)))
                .sorted()
                .map(id -> votes(readers, id, classes))
                .toList();
    }

    private static List<Integer> votes(List<Reading> readers, String id, int classes) {
        List<Integer> called = readers.stream()
                .map(reader -> Objects.requireNonNull(reader.called().get(id)))
                .toList();
        return IntStream.range(0, classes)
                .mapToObj(label -> Collections.frequency(called, label))
                .toList();
    }
}
