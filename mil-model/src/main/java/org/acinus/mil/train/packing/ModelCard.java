package org.acinus.mil.train.packing;

import java.util.Locale;
import org.acinus.mil.train.CrossValidationReport;
import org.acinus.mil.train.TrainedHead;
import org.acinus.mil.train.data.BagDataset;
import org.acinus.mil.train.data.LabelledBag;
import org.acinus.mil.train.recipe.FitOptions;
import org.acinus.mil.train.recipe.NetworkOptions;

/// The model card of a trained head, in Markdown. Names no slide and no patient.
final class ModelCard {
    private static final String NO_NOTE = """
            Who made the labels, on which slides,
            and how they were chosen: to be written by whoever has trained it.""";

    private ModelCard() {}

    static String notice(HeadLabelling labelling) {
        return (labelling.demo()
                        ? "DEMO: trained to show how Acinus works, on data that say nothing about patients. "
                        : "")
                + "Research use only; not a medical device.";
    }

    static String of(BagDataset data, TrainedHead head, HeadLabelling labelling) {
        FitOptions options = head.plan().options();
        NetworkOptions network = options.network();
        CrossValidationReport report = head.report();
        String folds = report.folds().getLast().repeat() + " x "
                + report.folds().getLast().fold();
        return String.format(
                Locale.ROOT,
                """
                # %s %s

                %s

                **What it is.** A multiple-instance-learning head (`%s`) that reads a bag of embeddings of the encoder
                `%s` and answers the task `%s` (%s). It runs on no other encoder.

                **Licence.** %s.

                **Data.** %d bags of %d patients, bags per class %s, sha256 %s. %s

                **Recipe.** hidden %d, attention %d, dropout %s, %s with learning rate %s and weight decay %s,
                %s, %s, seed %d, %s. `train.json` has all of it.%s

                **Out-of-fold figures** (%s stratified folds grouped by patient; other heads of the same recipe, each on
                bags it had not seen): %s.

                **Limits.** The figures hold for slides of the same laboratories, scanners and patients. Attention shows
                what the head looked at, not why, and not where cancer is. Probabilities are not calibrated. Slides with
                a cancer probability within %s of %s are left to a person.
                """,
                labelling.name(),
                labelling.version(),
                notice(labelling),
                network.architecture(),
                data.encoder().name(),
                data.task(),
                String.join(", ", HeadPackWriter.classes(data.task())),
                labelling.licence().id(),
                data.bags().size(),
                data.bags().stream().map(LabelledBag::patient).distinct().count(),
                data.bagsPerClass(),
                data.sha256(),
                labelling.dataNote().orElse(NO_NOTE),
                network.hidden(),
                network.attention(),
                network.dropout(),
                RecipeWords.optimizer(options.steps().optimizer()),
                options.steps().learningRate(),
                options.steps().weightDecay(),
                RecipeWords.fitted(head),
                RecipeWords.balance(options.balance()),
                options.seed(),
                head.engine(),
                RecipeWords.beyondTheDefaults(head.plan()),
                folds,
                figures(report) + RecipeWords.point(labelling.operatingPoint()),
                labelling.reviewMargin(),
                labelling.cancerThreshold());
    }

    private static String figures(CrossValidationReport report) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT, "accuracy %.3f (sd over folds %.3f)", report.accuracy(), report.accuracySd()));
        report.auc().ifPresent(auc -> text.append(String.format(Locale.ROOT, ", AUC %.3f", auc)));
        report.aucInterval()
                .ifPresent(interval -> text.append(String.format(
                        Locale.ROOT, " (95 %% interval %.3f to %.3f)", interval.lower(), interval.upper())));
        report.kappa()
                .ifPresent(
                        kappa -> text.append(String.format(Locale.ROOT, ", quadratically weighted kappa %.3f", kappa)));
        return text.toString();
    }
}
