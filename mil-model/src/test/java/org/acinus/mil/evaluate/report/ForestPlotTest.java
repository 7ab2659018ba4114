package org.acinus.mil.evaluate.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.acinus.mil.evaluate.EvaluatedCase;
import org.acinus.mil.evaluate.Evaluation;
import org.acinus.mil.evaluate.EvaluationOptions;
import org.acinus.mil.evaluate.Metric;
import org.acinus.mil.evaluate.statistic.Bootstrap;
import org.acinus.mil.evaluate.statistic.Interval;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a reader reads off the plot, by its own axis.
class ForestPlotTest {
    private static final Pattern TICK =
            Pattern.compile("<text x='([\\d.]+)' y='[\\d.]+' text-anchor='middle' [^>]*>(-?\\d\\.\\d+)</text>");
    private static final Pattern DOT = Pattern.compile("<circle cx='([\\d.]+)'");

    /// A graded set of two sites in which each `wrong`-th slide is called five grades off, or the right way round.
    private static Evaluation evaluation(int wrong) {
        List<EvaluatedCase> cases = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            int truth = i % 6;
            int called = i % wrong == 0 ? 5 - truth : truth;
            cases.add(new EvaluatedCase(
                    "s" + i,
                    new EvaluatedCase.Origin("p" + i, Optional.of(i < 50 ? "north" : "south"), Optional.empty()),
                    truth,
                    new EvaluatedCase.Answer(called, OptionalDouble.empty(), List.of())));
        }
        return Evaluation.of(cases, new EvaluationOptions(6, 20, new Bootstrap(300, 1)));
    }

    @ParameterizedTest
    @CsvSource({"20, 0.6", "5, 0.2", "1, -1.0"})
    void theAxisBeginsJustBelowTheLowestIntervalAndItsTicksTellTheValues(int wrong, double leastTick) {
        Evaluation evaluation = evaluation(wrong);

        String plot = ForestPlot.of(evaluation.sites(), evaluation.whole(), Metric.KAPPA);

        List<MatchResult> ticks = TICK.matcher(plot).results().toList();
        assertThat(ticks).hasSizeBetween(3, 7);
        double left = Double.parseDouble(ticks.getFirst().group(1));
        double least = Double.parseDouble(ticks.getFirst().group(2));
        double right = Double.parseDouble(ticks.getLast().group(1));
        assertThat(Double.parseDouble(ticks.getLast().group(2))).isEqualTo(1);
        assertThat(least).isEqualTo(leastTick);
        assertThat(evaluation.whole().estimate(Metric.KAPPA).orElseThrow().bootstrap())
                .map(Interval::lower)
                .hasValueSatisfying(lower -> assertThat(lower).isGreaterThanOrEqualTo(least));
        List<Double> wanted = List.of(
                kappa(evaluation, 0),
                kappa(evaluation, 1),
                evaluation.whole().estimate(Metric.KAPPA).orElseThrow().value());
        List<MatchResult> dots = DOT.matcher(plot).results().toList();
        assertThat(dots).hasSize(wanted.size());
        for (int i = 0; i < wanted.size(); i++) {
            double share = (Double.parseDouble(dots.get(i).group(1)) - left) / (right - left);
            assertThat(least + share * (1 - least)).isCloseTo(wanted.get(i), within(0.005));
        }
    }

    private static double kappa(Evaluation evaluation, int site) {
        return evaluation
                .sites()
                .get(site)
                .alone()
                .orElseThrow()
                .estimate(Metric.KAPPA)
                .orElseThrow()
                .value();
    }
}
