package org.acinus.cli.experiment;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.acinus.mil.HeadOutput;
import org.acinus.mil.train.recipe.FitOptions;
import org.acinus.mil.train.recipe.LabelHandling;
import org.acinus.mil.train.recipe.NetworkOptions;

/// Wrong labels, missing labels, labels with an order.
final class LabelExperiments {
    private static final LabelHandling CLEANED = new LabelHandling(OptionalInt.of(5), OptionalDouble.empty());
    private static final LabelHandling GUESSED = new LabelHandling(OptionalInt.empty(), OptionalDouble.of(0.9));

    private LabelExperiments() {}

    static List<Experiment> all() {
        return List.of(
                handling(
                        "label-cleaning",
                        "--clean-labels 5",
                        "400 bags, twice as much tumour, 15 % of the labels flipped",
                        CLEANED,
                        BagTraits.USUAL.withTumour(0.1, 2),
                        new Cohort.Plan(400, 0.5, 0.15, 1, 1)),
                handling(
                        "pseudo-labels",
                        "--unlabelled pseudo",
                        "500 bags, 20 % of them labelled",
                        GUESSED,
                        BagTraits.USUAL,
                        new Cohort.Plan(500, 0.5, 0, 0.2, 1)),
                ordinal());
    }

    private static Experiment handling(
            String name, String option, String cohort, LabelHandling handling, BagTraits traits, Cohort.Plan plan) {
        return new Experiment(
                name,
                option,
                cohort,
                Score.AUC.toString(),
                false,
                (fits, seed) -> Score.AUC.of(fits.said(Cohort.of(traits, plan, seed), Fits.plain(seed))),
                (fits, seed) -> Score.AUC.of(
                        fits.said(Cohort.of(traits, plan, seed), Fits.plain(seed), handling, Optional.empty())));
    }

    private static Experiment ordinal() {
        return new Experiment(
                "ordinal-output",
                "--output corn",
                "240 bags of grades 0 to 5",
                Score.QUADRATIC_KAPPA.toString(),
                false,
                (fits, seed) -> graded(fits, HeadOutput.SOFTMAX, seed),
                (fits, seed) -> graded(fits, HeadOutput.CORN, seed));
    }

    private static double graded(Fits fits, HeadOutput output, long seed) {
        BagTraits traits = BagTraits.USUAL.graded();
        FitOptions plain = Fits.plain(seed);
        NetworkOptions network = plain.network();
        FitOptions options = plain.withNetwork(new NetworkOptions(
                network.architecture(), network.hidden(), network.attention(), network.dropout(), output));
        return Score.QUADRATIC_KAPPA.of(fits.said(Cohort.of(traits, Cohort.Plan.of(240), seed), options));
    }
}
