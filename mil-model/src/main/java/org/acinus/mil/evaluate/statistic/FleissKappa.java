package org.acinus.mil.evaluate.statistic;

import java.util.List;
import java.util.Optional;

/// Agreement of several readers beyond chance (Fleiss, *Psychological Bulletin* 76 (1971) 378-382), all
/// disagreements alike.
///
/// @param kappa 1 where all readers always agree, 0 where as often as chance
/// @param cases that all readers have read
/// @param readers how many
public record FleissKappa(double kappa, int cases, int readers) {

    /// Computes.
    ///
    /// @param votes for each case, how many readers called each class; every case with as many readers, at
    ///     least 2
    /// @return nothing without cases, or where all readers always said one and the same class
    public static Optional<FleissKappa> of(List<List<Integer>> votes) {
        if (votes.isEmpty()) {
            return Optional.empty();
        }
        int readers = sum(votes.getFirst());
        double[] share = new double[votes.getFirst().size()];
        double agreeing = 0;
        for (List<Integer> ofCase : votes) {
            if (readers < 2 || sum(ofCase) != readers) {
                throw new IllegalArgumentException("Every case needs as many readers, at least 2: " + ofCase);
            }
            long pairs = 0;
            for (int c = 0; c < share.length; c++) {
                int count = ofCase.get(c);
                share[c] += (double) count / readers / votes.size();
                pairs += (long) count * (count - 1);
            }
            agreeing += (double) pairs / readers / (readers - 1) / votes.size();
        }
        double chance = 0;
        boolean single = false;
        for (double part : share) {
            chance += part * part;
            single |= part > 1 - 1e-12;
        }
        return single
                ? Optional.empty()
                : Optional.of(new FleissKappa((agreeing - chance) / (1 - chance), votes.size(), readers));
    }

    private static int sum(List<Integer> counts) {
        return counts.stream().mapToInt(Integer::intValue).sum();
    }
}
