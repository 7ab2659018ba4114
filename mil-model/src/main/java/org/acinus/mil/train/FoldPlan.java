package org.acinus.mil.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.acinus.mil.train.data.BagDataException;
import org.acinus.mil.train.data.LabelledBag;

/// Deals bags into folds: stratified by label, a unit's bags (a patient's, as a rule) always together.
public final class FoldPlan {
    private FoldPlan() {}

    /// Deals.
    ///
    /// Units come in random order, those with most bags first; each goes to the fold that has least of the
    /// unit's labels so far, then least bags. With one bag a unit every fold gets the same number of each
    /// class, give or take one.
    ///
    /// @param bags all of them
    /// @param folds at least 2, at most the number of units
    /// @param seed of the order
    /// @return the folds, disjoint, together all bags; none is empty
    /// @throws IllegalArgumentException where there are fewer units than folds
    public static List<List<LabelledBag>> deal(List<LabelledBag> bags, int folds, long seed) {
        Map<String, List<LabelledBag>> units = new LinkedHashMap<>();
        for (LabelledBag bag : bags) {
            units.computeIfAbsent(bag.origin().unit(), unit -> new ArrayList<>())
                    .add(bag);
        }
        if (folds < 2 || folds > units.size()) {
            throw new IllegalArgumentException("Cannot deal " + units.size() + " patients into " + folds
                    + " folds; choose 2 to the number of patients");
        }
        int classes = bags.stream().mapToInt(LabelledBag::label).max().orElseThrow() + 1;
        List<List<LabelledBag>> order = new ArrayList<>(units.values());
        Collections.shuffle(order, new Random(seed));
        order.sort(Comparator.comparingInt((List<LabelledBag> group) -> group.size())
                .reversed());
        List<List<LabelledBag>> dealt = new ArrayList<>();
        int[][] counts = new int[folds][classes];
        for (int fold = 0; fold < folds; fold++) {
            dealt.add(new ArrayList<>());
        }
        for (List<LabelledBag> group : order) {
            int fold = emptiest(counts, group);
            dealt.get(fold).addAll(group);
            group.forEach(bag -> counts[fold][bag.label()]++);
        }
        return dealt.stream().map(List::copyOf).toList();
    }

    private static int emptiest(int[][] counts, List<LabelledBag> group) {
        int best = 0;
        long bestCost = Long.MAX_VALUE;
        for (int fold = 0; fold < counts.length; fold++) {
            int[] count = counts[fold];
            long alike = group.stream().mapToLong(bag -> count[bag.label()]).sum();
            long cost = (alike << Integer.SIZE) + Arrays.stream(count).sum();
            if (cost < bestCost) {
                bestCost = cost;
                best = fold;
            }
        }
        return best;
    }

    /// All bags but those of one fold.
    ///
    /// @param fold from 0
    public static List<LabelledBag> others(List<List<LabelledBag>> dealt, int fold) {
        List<LabelledBag> rest = new ArrayList<>();
        for (int other = 0; other < dealt.size(); other++) {
            if (other != fold) {
                rest.addAll(dealt.get(other));
            }
        }
        return rest;
    }

    /// Refuses folds that nothing could be measured on.
    ///
    /// @throws BagDataException where a fold holds no benign bag, or nothing else
    static void requireBothSides(List<List<LabelledBag>> dealt) {
        for (int fold = 0; fold < dealt.size(); fold++) {
            List<LabelledBag> bags = dealt.get(fold);
            long positive = bags.stream().filter(bag -> bag.label() > 0).count();
            if (positive == 0 || positive == bags.size()) {
                boolean wanted = positive == 0;
                List<LabelledBag> such = dealt.stream()
                        .flatMap(List::stream)
                        .filter(bag -> bag.label() > 0 == wanted)
                        .toList();
                long units =
                        such.stream().map(bag -> bag.origin().unit()).distinct().count();
                throw new BagDataException("Fold " + (fold + 1) + " of " + dealt.size() + " would hold no "
                        + (wanted ? "positive" : "benign") + " bag: "
                        + (units == 1
                                ? "only one patient (or site, or group) has"
                                : units + " patients (or sites, or" + " groups) have")
                        + " such a bag"
                        + such.stream()
                                .findFirst()
                                .map(bag -> ", for example " + bag.name())
                                .orElse("") + "; "
                        + (units < 2 ? "" : "train with --folds " + units + " or fewer, or ")
                        + "add such slides of other patients");
            }
        }
    }
}
