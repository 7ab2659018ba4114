package org.acinus.cli.evaluate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.stream.Collectors;
import org.acinus.cli.terminal.Json;
import org.acinus.export.PackNotice;
import org.acinus.mil.calibrate.CalibrationFit;
import org.acinus.mil.calibrate.Conformal;
import org.acinus.mil.calibrate.Scaling;
import org.acinus.mil.evaluate.ReliabilityCurve;
import org.acinus.mil.pack.ModelPack;

/// What `calibrate` found: for programs, for the terminal and for the model card.
final class CalibrationOutput {
    private CalibrationOutput() {}

    static ObjectNode json(Calibrated calibrated, ModelPack pack) {
        CalibrationFit fit = calibrated.fit();
        ObjectNode document = Json.object();
        document.put("notice", PackNotice.RESEARCH_USE);
        document.put("pack", pack.folder().toString()).put("sha256", pack.id().sha256());
        document.put("slides_fitted", fit.fitted()).put("slides_measured", fit.measured());
        ObjectNode scaling = document.putObject("scaling");
        scaling.put("method", fit.scaling().method().name().toLowerCase(Locale.ROOT));
        if (fit.scaling().method() == Scaling.Method.TEMPERATURE) {
            scaling.put("temperature", fit.scaling().temperature());
        }
        ArrayNode scale = scaling.putArray("scale");
        fit.scaling().scale().forEach(scale::add);
        ArrayNode offset = scaling.putArray("offset");
        fit.scaling().offset().forEach(offset::add);
        document.put("threshold_before", calibrated.thresholdBefore()).put("threshold", calibrated.threshold());
        curve(document.putObject("cancer_before"), fit.before());
        curve(document.putObject("cancer_after"), fit.after());
        curve(document.putObject("confidence_before"), fit.confidenceBefore());
        curve(document.putObject("confidence_after"), fit.confidenceAfter());
        ObjectNode sets = document.putObject("conformal");
        sets.put("alpha", fit.conformal().alpha());
        ArrayNode quantiles = sets.putArray("quantiles");
        fit.conformal().quantiles().forEach(quantiles::add);
        ArrayNode slides = sets.putArray("slides");
        fit.conformal().slides().forEach(slides::add);
        calibrated
                .novelty()
                .ifPresent(novelty -> document.putObject("novelty")
                        .put("threshold", novelty.threshold())
                        .put("alpha", novelty.alpha())
                        .put("slides", novelty.slides()));
        return document;
    }

    private static void curve(ObjectNode node, ReliabilityCurve curve) {
        node.put("expected_calibration_error", curve.expectedError());
        node.put("adaptive_calibration_error", curve.adaptiveError());
        ArrayNode bins = node.putArray("bins");
        for (ReliabilityCurve.Bin bin : curve.equalWidth()) {
            bins.addObject()
                    .put("n", bin.observed().of())
                    .put("said", bin.meanProbability())
                    .put("observed", bin.observed().value());
        }
    }

    static String text(Calibrated calibrated) {
        CalibrationFit fit = calibrated.fit();
        StringBuilder text = new StringBuilder();
        line(text, "slides", fit.fitted() + " fitted the scaling, " + fit.measured() + " others measured it");
        line(text, "scaling", scaling(fit.scaling()));
        line(text, "error", error(fit.before(), fit.after()) + " of the cancer probability (expected, ten bins)");
        line(text, "", error(fit.confidenceBefore(), fit.confidenceAfter()) + " of the most probable class");
        line(
                text,
                "threshold",
                String.format(Locale.ROOT, "%.3f, was %.3f", calibrated.threshold(), calibrated.thresholdBefore()));
        line(text, "sets", sets(fit.conformal()));
        calibrated
                .novelty()
                .ifPresent(novelty -> line(
                        text,
                        "novelty",
                        String.format(
                                Locale.ROOT,
                                "distances above %.1f, expected of %.0f %% of slides like the %d of training",
                                novelty.threshold(),
                                100 * novelty.alpha(),
                                novelty.slides())));
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String words) {
        text.append(String.format("%-10s %s%n", name, words));
    }

    private static String scaling(Scaling scaling) {
        return scaling.method() == Scaling.Method.TEMPERATURE
                ? String.format(Locale.ROOT, "temperature %.3f", scaling.temperature())
                : "vector, factors "
                        + scaling.scale().stream()
                                .map(factor -> String.format(Locale.ROOT, "%.2f", factor))
                                .collect(Collectors.joining(" "));
    }

    private static String error(ReliabilityCurve before, ReliabilityCurve after) {
        return String.format(Locale.ROOT, "%.3f, was %.3f,", after.expectedError(), before.expectedError());
    }

    private static String sets(Conformal conformal) {
        long never =
                conformal.quantiles().stream().filter(quantile -> quantile >= 1).count();
        return String.format(
                        Locale.ROOT,
                        "miss at most %.0f %% of each class's slides, found on %s slides a class",
                        100 * conformal.alpha(),
                        conformal.slides().stream().map(String::valueOf).collect(Collectors.joining(", ")))
                + (never == 0
                        ? ""
                        : "; " + never
                                + " of the classes had too few and are always plausible: calibrate on more slides");
    }

    /// A section for the model card. It names no slide.
    static String card(Calibrated calibrated) {
        StringBuilder card = new StringBuilder("\n");
        text(calibrated)
                .lines()
                .forEach(line -> card.append("    ").append(line).append('\n'));
        return card.append("\nHalf of the patients fitted the scaling; the other half gave the errors and the sets. The"
                        + " promise of the sets holds for slides that come as these came: not for another scanner,"
                        + " laboratory or population.\n")
                .toString();
    }
}
