package org.acinus.mil.pack;

import java.util.List;
import java.util.Optional;
import org.acinus.mil.HeadOutput;
import org.acinus.mil.HeadShape;
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
/// @param output what the last layer means; absent where the classes have no order
/// @param members heads of an ensemble, at least 2, whose tensors' names begin with `0/`, `1/`, …; absent from a
///     single head
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
        Optional<HeadOutput> output,
        Optional<Integer> members,
        Optional<Calibration> calibration) {
    /// More would be a mistake.
    private static final int MOST_MEMBERS = 1_000;

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
        for (int count : members.stream().toList()) {
            PackRules.require(count >= 2 && count <= MOST_MEMBERS, "head.members", "2 to " + MOST_MEMBERS, count);
        }
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

    /// A single head whose classes have no order, not calibrated.
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
                Optional.empty(),
                Optional.empty(),
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
                output,
                members,
                Optional.of(found));
    }

    /// The sizes of such a head.
    ///
    /// @param dimension length of the encoder's embeddings
    public HeadShape shape(int dimension) {
        return new HeadShape(dimension, task.classes(), hidden, attention, output.orElse(HeadOutput.SOFTMAX));
    }
}
