package org.acinus.mil.evaluate.report;

import java.util.List;
import org.acinus.mil.evaluate.ReliabilityCurve;
import org.acinus.mil.evaluate.statistic.Interval;

/// Draws what was said against what happened, with Wilson intervals; a dot's area goes by the bin's slides.
final class ReliabilityPlot {
    private ReliabilityPlot() {}

    static String of(ReliabilityCurve curve) {
        UnitPlot plot = new UnitPlot("probability of cancer, as said (mean of the bin)", "share that had cancer");
        List<ReliabilityCurve.Bin> bins = curve.equalWidth();
        for (ReliabilityCurve.Bin bin : bins) {
            Interval interval = bin.observed().interval95();
            plot.svg()
                    .line(
                            UnitPlot.at(bin.meanProbability(), interval.lower()),
                            UnitPlot.at(bin.meanProbability(), interval.upper()),
                            "stroke='" + Svg.PALE + "' stroke-width='1.5'");
        }
        plot.svg()
                .path(
                        bins.stream()
                                .map(bin -> UnitPlot.at(
                                        bin.meanProbability(), bin.observed().value()))
                                .toArray(double[][]::new),
                        "stroke='" + Svg.DATA + "' stroke-width='2'");
        double fullest =
                bins.stream().mapToInt(bin -> bin.observed().of()).max().orElse(1);
        for (ReliabilityCurve.Bin bin : bins) {
            double[] at = UnitPlot.at(bin.meanProbability(), bin.observed().value());
            // Area by number of slides: a bin of one slide says little.
            plot.svg().dot(at, Math.max(2, 8 * Math.sqrt(bin.observed().of() / fullest)), Svg.DATA);
        }
        return plot.picture("Reliability diagram");
    }
}
