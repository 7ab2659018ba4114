package org.acinus.mil.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.acinus.mil.train.data.LabelledBag;

/// Deals bags into folds: stratified by label, a patient's bags always together.
public final class FoldPlan {
    private FoldPlan() {}

    /// Deals.
    ///
    /// Patients come in random order, those with most bags first; each goes to the fold that has least of the
    /// patient's labels so far, then least bags. With one bag a patient every fold gets the same number of each
    /// class, give or take one.
    ///
    /// @param bags all of them
    /// @param folds at least 2, at most the number of patients
    /// @param seed of the order
    /// @return the folds, disjoint, together all bags; none is empty
    /// @throws IllegalArgumentException where there are fewer patients than folds
    public static List<List<LabelledBag>> deal(List<LabelledBag> bags, int folds, long seed) {
        Map<String, List<LabelledBag>> patients = new LinkedHashMap<>();
        for (LabelledBag bag : bags) {
            patients.computeIfAbsent(bag.patient(), patient -> new ArrayList<>())
                    .add(bag);
        }
        if (folds < 2 || folds > patients.size()) {
            throw new IllegalArgumentException("Cannot deal " + patients.size() + " patients into " + folds
                    + " folds; choose 2 to the number of" + " patients");
        }
        int classes = bags.stream().mapToInt(LabelledBag::label).max().orElseThrow() + 1;
        List<List<LabelledBag>> order = new ArrayList<>(patients.values());
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
}
