package org.acinus.cli.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.acinus.cli.bench.meter.Measured;
import org.acinus.mil.evaluate.EvaluatedCase;
import org.acinus.mil.evaluate.Figures;
import org.acinus.mil.evaluate.Metric;
import org.acinus.mil.evaluate.statistic.Bootstrap;

/// Times the interval of quadratic kappa on as many graded biopsies as PANDA's training set has: 10,616 cases,
/// 2,000 resamples of patients. Measures the whole of [Figures#of], which draws all its figures at once.
public final class KappaBench {
    /// Biopsies in PANDA's training set.
    public static final int CASES = 10_616;

    private static final int CLASSES = 6;

    private KappaBench() {}

    /// Measures.
    ///
    /// @param rounds counted rounds, at least 1; one more goes before them to warm up
    /// @return seconds a round
    public static Measured seconds(int rounds) {
        List<EvaluatedCase> cases = cases();
        List<Double> seconds = new ArrayList<>();
        for (int round = 0; round <= rounds; round++) {
            long started = System.nanoTime();
            Figures figures = Figures.of(cases, CLASSES, new Bootstrap(Bootstrap.RESAMPLES, round));
            if (figures.estimate(Metric.KAPPA).isEmpty()) {
                throw new IllegalStateException("These cases have a kappa");
            }
            if (round > 0) {
                seconds.add((System.nanoTime() - started) / 1e9);
            }
        }
        return Measured.of(seconds);
    }

    private static List<EvaluatedCase> cases() {
        Random random = new Random(1);
        List<EvaluatedCase> cases = new ArrayList<>();
        for (int i = 0; i < CASES; i++) {
            int truth = random.nextInt(CLASSES);
            int called = Math.clamp(Math.round(truth + random.nextGaussian()), 0, CLASSES - 1);
            cases.add(new EvaluatedCase(
                    "case-" + i,
                    new EvaluatedCase.Origin("patient-" + i, Optional.empty(), Optional.empty()),
                    truth,
                    new EvaluatedCase.Answer(called, OptionalDouble.empty(), List.of())));
        }
        return cases;
    }
}
