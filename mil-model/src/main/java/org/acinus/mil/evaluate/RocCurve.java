package org.acinus.mil.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A ROC curve: sensitivity and the share of false alarms at every threshold.
///
/// @param points by falling threshold, from (0, 0) to (1, 1)
public record RocCurve(List<Point> points) {
    public RocCurve {
        points = List.copyOf(points);
    }

    /// What calling every case of at least this score positive comes to.
    ///
    /// @param threshold infinite for the first point, which calls nothing positive
    /// @param falseAlarms share of the negative cases called positive
    /// @param sensitivity share of the positive cases called positive
    public record Point(double threshold, double falseAlarms, double sensitivity) {}

    /// The curve of cancer against benign.
    ///
    /// @param cases all with a probability of cancer
    /// @return nothing where a class is empty
    public static Optional<RocCurve> of(List<EvaluatedCase> cases) {
        List<EvaluatedCase> falling = cases.stream()
                .sorted(Comparator.comparingDouble(
                                (EvaluatedCase one) -> one.answer().cancer().orElseThrow())
                        .reversed())
                .toList();
        double positives = cases.stream().filter(one -> one.truth() > 0).count();
        double negatives = cases.size() - positives;
        if (positives == 0 || negatives == 0) {
            return Optional.empty();
        }
        List<Point> points = new ArrayList<>();
        points.add(new Point(Double.POSITIVE_INFINITY, 0, 0));
        int caught = 0;
        int alarms = 0;
        for (int i = 0; i < falling.size(); i++) {
            if (falling.get(i).truth() > 0) {
                caught++;
            } else {
                alarms++;
            }
            double score = falling.get(i).answer().cancer().orElseThrow();
            boolean last = i + 1 == falling.size();
            if (last || falling.get(i + 1).answer().cancer().orElseThrow() != score) {
                points.add(new Point(score, alarms / negatives, caught / positives));
            }
        }
        return Optional.of(new RocCurve(points));
    }
}
