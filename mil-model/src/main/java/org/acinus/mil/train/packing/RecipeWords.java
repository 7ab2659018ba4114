package org.acinus.mil.train.packing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.acinus.mil.HeadOutput;
import org.acinus.mil.train.OperatingPoint;
import org.acinus.mil.train.TrainedHead;
import org.acinus.mil.train.TrainingPlan;
import org.acinus.mil.train.recipe.AugmentationOptions;
import org.acinus.mil.train.recipe.ClassBalance;
import org.acinus.mil.train.recipe.FitOptions;
import org.acinus.mil.train.recipe.OptimizerKind;
import org.acinus.mil.train.recipe.RateSchedule;

/// A recipe in words, for model cards.
final class RecipeWords {
    private RecipeWords() {}

    static String optimizer(OptimizerKind kind) {
        return kind == OptimizerKind.ADAMW ? "AdamW" : "SGD";
    }

    static String fitted(TrainedHead head) {
        return switch (head.plan().ensemble()) {
            case TrainingPlan.Ensemble.Folds() ->
                "an ensemble of the " + head.members().size() + " heads of the cross-validation";
            case TrainingPlan.Ensemble.Seeds(int count)
            when count > 1 -> "an ensemble of " + count + " heads, " + head.epochs() + " epochs on all bags";
            case TrainingPlan.Ensemble.Seeds(int one) -> head.epochs() + " epochs on all bags";
        };
    }

    static String balance(ClassBalance balance) {
        return switch (balance) {
            case WEIGHT -> "classes weighted to balance";
            case SAMPLE -> "classes drawn equally often";
            case NONE -> "classes as frequent as they are";
        };
    }

    /// Whatever is not the default; a text to follow a full stop, or nothing.
    static String beyondTheDefaults(TrainingPlan plan) {
        FitOptions options = plan.options();
        List<String> words = new ArrayList<>();
        if (options.network().output() == HeadOutput.CORN) {
            words.add("ordinal output (CORN)");
        }
        if (options.steps().schedule() == RateSchedule.COSINE) {
            words.add("learning rate along a cosine");
        }
        if (options.steps().accumulate() > 1) {
            words.add("gradients of " + options.steps().accumulate() + " bags a step");
        }
        augmentation(options.augmentation(), words);
        plan.start()
                .ifPresent(start -> words.add("begun from the head "
                        + start.pack().name() + " " + start.pack().version()));
        plan.labels().cleaningFolds().ifPresent(folds -> words.add("doubtful labels left out"));
        plan.labels().pseudoConfidence().ifPresent(least -> words.add("pseudo-labels above " + least));
        return words.isEmpty() ? "" : " Beyond the defaults: " + String.join(", ", words) + ".";
    }

    private static void augmentation(AugmentationOptions options, List<String> words) {
        if (options.instanceDropout() > 0) {
            words.add(options.instanceDropout() + " of the instances left out at random");
        }
        if (options.featureJitter() > 0) {
            words.add("bags moved at random by " + options.featureJitter() + " deviations");
        }
    }

    /// A text to follow the figures.
    static String point(Optional<OperatingPoint> point) {
        return point.map(chosen -> String.format(
                        Locale.ROOT,
                        "; at the threshold %.4f, chosen on these predictions for a sensitivity of %s, sensitivity %.3f"
                                + " and specificity %.3f",
                        chosen.threshold(),
                        chosen.wanted(),
                        chosen.sensitivity(),
                        chosen.specificity()))
                .orElse("");
    }
}
