package org.acinus.mil.pack;

import java.util.List;
import java.util.Optional;
import org.acinus.mil.calibrate.Calibration;

/// A MIL head: whose embeddings it reads, what it answers and how its answer becomes an outcome.
///
/// @param architecture for example `abmil`
/// @param weights file of the parameters, relative to the pack
/// @param encoder the only encoder whose embeddings this head may read
/// @param task the question
/// @param classes names in the order of the output, the first benign
/// @param cancerThreshold least cancer probability that is called cancer, strictly between 0 and 1
/// @param reviewMargin a cancer probability nearer than this to the threshold wants a person, 0 to 0.5
/// @param hidden width of the projected embedding
/// @param attention width of the attention branch
/// @param calibration how its probabilities are mended and doubted; absent from a head that was not calibrated
public record HeadSpec(
        String architecture,
        String weights,
        PackReference encoder,
        HeadTask task,
        List<String> classes,
        double cancerThreshold,
        double reviewMargin,
        int hidden,
        int attention,
        Optional<Calibration> calibration) {
    public HeadSpec {
        classes = List.copyOf(classes);
        PackRules.requireText("head.architecture", architecture);
        PackRules.requirePath("head.weights", weights);
        for (String name : classes) {
            PackRules.requireText("head.classes", name);
        }
        PackRules.require(
                classes.size() == task.classes(),
                "head.classes",
                task.classes() + " names for task " + task,
                classes.size());
        PackRules.require(
                cancerThreshold > 0 && cancerThreshold < 1, "head.cancerThreshold", "between 0 and 1", cancerThreshold);
        PackRules.require(reviewMargin >= 0 && reviewMargin <= 0.5, "head.reviewMargin", "0 to 0.5", reviewMargin);
        PackRules.require(hidden >= 1 && hidden <= 65_536, "head.hidden", "1 to 65536", hidden);
        PackRules.require(attention >= 1 && attention <= 65_536, "head.attention", "1 to 65536", attention);
        for (Calibration known : calibration.stream().toList()) {
            PackRules.require(
                    known.classes() == task.classes(),
                    "head.calibration.scaling",
                    "for the " + task.classes() + " classes of task " + task,
                    known.classes());
            known.novelty().ifPresent(spec -> PackRules.requirePath("head.calibration.novelty.file", spec.file()));
        }
    }

    /// A head that was not calibrated.
    public HeadSpec(
            String architecture,
            String weights,
            PackReference encoder,
            HeadTask task,
            List<String> classes,
            double cancerThreshold,
            double reviewMargin,
            int hidden,
            int attention) {
        this(
                architecture,
                weights,
                encoder,
                task,
                classes,
                cancerThreshold,
                reviewMargin,
                hidden,
                attention,
                Optional.empty());
    }

    /// The same head with another threshold and margin, and calibrated.
    public HeadSpec calibrated(double threshold, double margin, Calibration found) {
        return new HeadSpec(
                architecture,
                weights,
                encoder,
                task,
                classes,
                threshold,
                margin,
                hidden,
                attention,
                Optional.of(found));
    }
}
