package org.acinus.mil.explain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.acinus.mil.BagClassifier;
import org.acinus.mil.BagPrediction;
import org.acinus.mil.ChosenRows;
import org.acinus.mil.FeatureRows;

/// What a slide's score loses when tiles are taken away: those that contribute most towards cancer, and as many at
/// random. Where contributions are reasons, the first loses more (Samek et al. 2017, "Evaluating the Visualization of
/// What a Deep Neural Network Has Learned", <https://doi.org/10.1109/TNNLS.2016.2599820>: regions are removed, most
/// relevant first, and the fall of the score is compared with a random order's).
///
/// Scores are log-odds of cancer, since probabilities of a sure model hardly move.
///
/// @param tiles in the whole bag
/// @param removed how many are taken away
/// @param whole score of the whole bag
/// @param withoutTop score without the tiles that contribute most
/// @param withoutRandom mean score without as many at random
/// @param leastWithoutRandom the lowest of these
public record Deletion(
        int tiles, int removed, double whole, double withoutTop, double withoutRandom, double leastWithoutRandom) {
    /// Beyond this, probabilities are rounding.
    private static final double SURE = 1e-12;

    /// Asks about one slide.
    ///
    /// @param classifier one thread at a time; stays the caller's
    /// @param bag at least two tiles
    /// @param share of the tiles to take away, more than 0, less than 1; one at the least
    /// @param draws random choices
    /// @param seed another seed, other choices
    public static Deletion of(BagClassifier classifier, FeatureRows bag, double share, int draws, long seed) {
        if (bag.size() < 2 || !(share > 0 && share < 1) || draws < 1) {
            throw new IllegalArgumentException("Nothing can be taken from " + bag.size() + " tiles in a share of "
                    + share + ", " + draws + " times");
        }
        int removed = Math.clamp(Math.round(share * bag.size()), 1, bag.size() - 1);
        BagPrediction whole = classifier.classify(bag);
        List<Float> contributions = whole.contributions();
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, bag.size()).boxed().toList());
        order.sort(Comparator.comparingDouble((Integer row) -> -contributions.get(row)));
        double withoutTop = score(classifier, bag, order.subList(0, removed));
        Random random = new Random(seed);
        double sum = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int draw = 0; draw < draws; draw++) {
            Collections.shuffle(order, random);
            double score = score(classifier, bag, order.subList(0, removed));
            sum += score;
            least = Math.min(least, score);
        }
        return new Deletion(bag.size(), removed, logOdds(whole), withoutTop, sum / draws, least);
    }

    /// What taking the strongest tiles away costs, in log-odds.
    public double fallByTop() {
        return whole - withoutTop;
    }

    /// What taking random tiles away costs on average, in log-odds.
    public double fallByRandom() {
        return whole - withoutRandom;
    }

    private static double score(BagClassifier classifier, FeatureRows bag, List<Integer> without) {
        Set<Integer> gone = new HashSet<>(without);
        int[] rows = IntStream.range(0, bag.size())
                .filter(row -> !gone.contains(row))
                .toArray();
        return logOdds(classifier.classify(new ChosenRows(bag, rows)));
    }

    private static double logOdds(BagPrediction prediction) {
        double benign = Math.clamp(prediction.probabilities().getFirst(), SURE, 1 - SURE);
        return Math.log((1 - benign) / benign);
    }
}
