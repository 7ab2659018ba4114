package org.acinus.cli.experiment;

import java.util.List;
import java.util.stream.LongStream;

/// One option, on a cohort drawn so as to need it, without and with it on the same bags.
///
/// @param name for the command line
/// @param option of `train`
/// @param cohort what it is like, in words
/// @param figure what is measured; more is better unless `lessIsBetter`
/// @param lessIsBetter whether the figure is an error
/// @param without the option
/// @param with the option
record Experiment(
        String name, String option, String cohort, String figure, boolean lessIsBetter, Arm without, Arm with) {
    /// Draws a cohort, fits and measures.
    @FunctionalInterface
    interface Arm {
        /// Measures once.
        ///
        /// @param seed of cohort and fit
        double measure(Fits fits, long seed);
    }

    /// Both figures for one seed.
    record Pair(double without, double with) {}

    /// What came out.
    ///
    /// @param experiment that it is of
    /// @param pairs one a seed
    record Result(Experiment experiment, List<Pair> pairs) {
        Result {
            pairs = List.copyOf(pairs);
        }

        /// Mean without the option.
        double without() {
            return pairs.stream().mapToDouble(Pair::without).average().orElseThrow();
        }

        /// Mean with it.
        double with() {
            return pairs.stream().mapToDouble(Pair::with).average().orElseThrow();
        }

        /// Mean improvement: positive where the option helps.
        double gain() {
            return experiment.lessIsBetter() ? without() - with() : with() - without();
        }

        /// Standard deviation of the differences between the two, pair by pair (n - 1); 0 for one seed.
        double spread() {
            if (pairs.size() < 2) {
                return 0;
            }
            double mean = with() - without();
            double squares = pairs.stream()
                    .mapToDouble(pair -> Math.pow(pair.with() - pair.without() - mean, 2))
                    .sum();
            return Math.sqrt(squares / (pairs.size() - 1));
        }

        /// Seeds on which the option helps.
        long better() {
            return pairs.stream()
                    .filter(pair ->
                            experiment.lessIsBetter() ? pair.with() < pair.without() : pair.with() > pair.without())
                    .count();
        }
    }

    /// Measures both for seeds 1 to `seeds`.
    Result run(Fits fits, int seeds) {
        return new Result(
                this,
                LongStream.rangeClosed(1, seeds)
                        .mapToObj(seed -> new Pair(without.measure(fits, seed), with.measure(fits, seed)))
                        .toList());
    }
}
