package org.acinus.mil.evaluate.statistic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Intervals from drawing patients again, with replacement (Efron, Tibshirani, *An Introduction to the Bootstrap*,
/// 1993, chapters 8 and 13: clusters are drawn whole; percentile interval).
///
/// Every resample has a random generator of its own, so that neither the number of threads nor their order can
/// change a result. Immutable, thread-safe.
///
/// @param resamples how many, at least 100
/// @param seed of the draws
public record Bootstrap(int resamples, long seed) {
    /// The usual number of resamples.
    public static final int RESAMPLES = 2_000;

    /// An interval needs a figure in at least this share of the resamples.
    private static final double LEAST_DEFINED = 0.9;

    public Bootstrap {
        if (resamples < 100) {
            throw new IllegalArgumentException("A bootstrap takes at least 100 resamples, not " + resamples);
        }
    }

    /// Figures of one resample. Called by several threads at once.
    @FunctionalInterface
    public interface Statistic {
        /// Computes.
        ///
        /// @param timesDrawn how often each cluster was drawn
        /// @return always as many figures; NaN where a figure is not defined in this resample
        double[] of(int[] timesDrawn);
    }

    /// The central 95 % of each figure over the resamples in which it is defined.
    ///
    /// @param clusters how many there are, for example patients
    /// @return one a figure; nothing where there are fewer than two clusters, or where the figure is undefined in
    ///     more than a tenth of the resamples
    public List<Optional<Interval>> intervals95(int clusters, Statistic statistic) {
        SplittableRandom root = new SplittableRandom(seed);
        SplittableRandom[] sources = new SplittableRandom[resamples];
        Arrays.setAll(sources, i -> root.split());
        double[][] figures = IntStream.range(0, resamples)
                .parallel()
                .mapToObj(i -> statistic.of(draw(clusters, sources[i])))
                .toArray(double[][]::new);
        List<Optional<Interval>> intervals = new ArrayList<>();
        for (int figure = 0; figure < figures[0].length; figure++) {
            int column = figure;
            double[] defined = Arrays.stream(figures)
                    .mapToDouble(row -> row[column])
                    .filter(value -> !Double.isNaN(value))
                    .sorted()
                    .toArray();
            intervals.add(
                    clusters < 2 || defined.length < LEAST_DEFINED * resamples
                            ? Optional.empty()
                            : Optional.of(new Interval(quantile(defined, 0.025), quantile(defined, 0.975))));
        }
        return List.copyOf(intervals);
    }

    private static int[] draw(int clusters, SplittableRandom random) {
        int[] times = new int[clusters];
        for (int i = 0; i < clusters; i++) {
            times[random.nextInt(clusters)]++;
        }
        return times;
    }

    /// Quantile with linear interpolation (type 7 of Hyndman, Fan, *The American Statistician* 50 (1996)
    /// 361-365).
    static double quantile(double[] sorted, double share) {
        double position = share * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
