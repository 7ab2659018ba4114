package org.acinus.mil.train;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.acinus.mil.train.data.BagDataException;

/// A threshold that was chosen for a sensitivity, and what it gives out of fold.
///
/// The threshold is chosen on the same predictions that `sensitivity` and `specificity` are counted on: they flatter
/// it a little. With several repeats a bag's score is the mean of its repeats', as in the predictions file.
///
/// @param wanted least share of the positive bags to call positive
/// @param threshold least cancer probability that is called cancer
/// @param sensitivity share of the positive bags at or above the threshold
/// @param specificity share of the benign bags below it
public record OperatingPoint(double wanted, double threshold, double sensitivity, double specificity) {

    /// Finds the greatest threshold that calls so many positive bags, half-way to the next lower score.
    ///
    /// @param wanted above 0 to 1
    /// @throws BagDataException where no threshold between 0 and 1 does
    public static OperatingPoint forSensitivity(double wanted, List<FoldResult> folds) {
        if (!(wanted > 0 && wanted <= 1)) {
            throw new IllegalArgumentException("The wanted sensitivity must be above 0, up to 1, not " + wanted);
        }
        List<OutOfFold> bags = pooled(folds);
        List<Double> positive = bags.stream()
                .filter(bag -> bag.truth() > 0)
                .map(OutOfFold::cancer)
                .sorted(Comparator.reverseOrder())
                .toList();
        int needed = (int) Math.ceil(wanted * positive.size() - 1e-9);
        double last = positive.get(needed - 1);
        double below = bags.stream()
                .mapToDouble(OutOfFold::cancer)
                .filter(score -> score < last)
                .max()
                .orElse(0);
        double threshold = (last + below) / 2;
        if (!(threshold > 0 && threshold < 1)) {
            throw new BagDataException("A sensitivity of " + wanted + " needs a threshold of " + threshold
                    + ", which calls everything; ask for less, or train a better head");
        }
        double negatives = bags.size() - positive.size();
        long called = bags.stream().filter(bag -> bag.cancer() >= threshold).count();
        long found = positive.stream().filter(score -> score >= threshold).count();
        return new OperatingPoint(
                wanted, threshold, (double) found / positive.size(), 1 - (called - found) / negatives);
    }

    /// Of each bag the mean over the repeats.
    public static List<OutOfFold> pooled(List<FoldResult> folds) {
        Map<String, List<OutOfFold>> byBag = folds.stream()
                .flatMap(fold -> fold.predictions().stream())
                .collect(Collectors.groupingBy(OutOfFold::bag, TreeMap::new, Collectors.toList()));
        List<OutOfFold> pooled = new ArrayList<>();
        byBag.forEach((bag, said) -> {
            List<Double> mean = new ArrayList<>();
            for (int c = 0; c < said.getFirst().probabilities().size(); c++) {
                int column = c;
                mean.add(said.stream()
                        .mapToDouble(prediction -> prediction.probabilities().get(column))
                        .average()
                        .orElseThrow());
            }
            pooled.add(new OutOfFold(bag, said.getFirst().truth(), mean));
        });
        return pooled;
    }
}
