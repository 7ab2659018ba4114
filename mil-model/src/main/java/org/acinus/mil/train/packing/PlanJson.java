package org.acinus.mil.train.packing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.acinus.mil.HeadOutput;
import org.acinus.mil.train.TrainingPlan;
import org.acinus.mil.train.recipe.AugmentationOptions;
import org.acinus.mil.train.recipe.ClassBalance;
import org.acinus.mil.train.recipe.FitOptions;
import org.acinus.mil.train.recipe.OptimizerKind;
import org.acinus.mil.train.recipe.RateSchedule;
import org.acinus.mil.train.recipe.StepOptions;

/// A plan as JSON, for `train.json`. What is switched off is not written.
public final class PlanJson {
    private PlanJson() {}

    /// Adds a plan to a document.
    public static void put(ObjectNode record, TrainingPlan plan) {
        options(record.putObject("options"), plan.options());
        record.put("folds", plan.folds());
        record.put("repeats", plan.repeats());
        switch (plan.ensemble()) {
            case TrainingPlan.Ensemble.Folds() -> record.put("ensemble", "folds");
            case TrainingPlan.Ensemble.Seeds(int count) when count > 1 -> record.put("ensemble", count);
            case TrainingPlan.Ensemble.Seeds(int one) -> {}
        }
        plan.start()
                .ifPresent(start -> record.putObject("from")
                        .put("name", start.pack().name())
                        .put("version", start.pack().version())
                        .put("sha256", start.pack().sha256()));
        plan.labels().cleaningFolds().ifPresent(folds -> record.put("cleaningFolds", folds));
        plan.labels().pseudoConfidence().ifPresent(confidence -> record.put("pseudoLabelConfidence", confidence));
    }

    private static void options(ObjectNode node, FitOptions options) {
        node.put("architecture", options.network().architecture())
                .put("hidden", options.network().hidden())
                .put("attention", options.network().attention())
                .put("dropout", options.network().dropout())
                .put("learningRate", options.steps().learningRate())
                .put("weightDecay", options.steps().weightDecay())
                .put("epochs", options.stopping().epochs())
                .put("patience", options.stopping().patience())
                .put("validationFraction", options.stopping().validationFraction())
                .put("balanced", options.balance() == ClassBalance.WEIGHT)
                .put("seed", options.seed());
        steps(node, options.steps());
        augmentation(node, options.augmentation());
        if (options.network().output() != HeadOutput.SOFTMAX) {
            node.put("output", options.network().output().toString());
        }
        if (options.balance() == ClassBalance.SAMPLE) {
            node.put("sampled", true);
        }
    }

    private static void steps(ObjectNode node, StepOptions steps) {
        if (steps.optimizer() != OptimizerKind.ADAMW) {
            node.put("optimizer", steps.optimizer().toString());
        }
        if (steps.schedule() != RateSchedule.CONSTANT) {
            node.put("schedule", steps.schedule().toString());
        }
        if (steps.accumulate() > 1) {
            node.put("accumulate", steps.accumulate());
        }
    }

    private static void augmentation(ObjectNode node, AugmentationOptions options) {
        if (options.instanceDropout() > 0) {
            node.put("instanceDropout", options.instanceDropout());
        }
        if (options.featureJitter() > 0) {
            node.put("featureJitter", options.featureJitter());
        }
    }
}
