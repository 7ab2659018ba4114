package org.acinus.mil.evaluate.report;

import java.util.List;
import org.acinus.mil.evaluate.Interval;
import org.acinus.mil.evaluate.ReliabilityCurve;

/// Draws what was said against what happened, with Wilson intervals.
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
        for (ReliabilityCurve.Bin bin : bins) {
            double[] at = UnitPlot.at(bin.meanProbability(), bin.observed().value());
            plot.svg().dot(at, 4.5, Svg.DATA);
        }
        return plot.picture("Reliability diagram");
    }
}
