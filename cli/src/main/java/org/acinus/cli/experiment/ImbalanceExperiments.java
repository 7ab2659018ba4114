package org.acinus.cli.experiment;

import java.util.List;
import org.acinus.mil.train.OperatingPoint;
import org.acinus.mil.train.recipe.ClassBalance;
import org.acinus.mil.train.recipe.FitOptions;
import org.acinus.mil.train.recipe.ObjectiveOptions;

/// One positive bag for twenty benign ones.
final class ImbalanceExperiments {
    private static final Cohort.Plan ONE_IN_TWENTY = new Cohort.Plan(420, 1 / 21.0, 0, 1, 1);
    private static final String COHORT = "420 bags, 1 positive for 20 benign; measured half and half";
    private static final BagTraits HARD = BagTraits.USUAL.withTumour(0.05, 2);
    private static final BagTraits EASY = BagTraits.USUAL.withTumour(0.1, 2.5);
    private static final double WANTED = 0.95;
    private static final int FOLDS = 5;

    private ImbalanceExperiments() {}

    static List<Experiment> all() {
        return List.of(
                balance("weighted-loss", "--balance weight", ClassBalance.WEIGHT),
                balance("class-balanced-sampling", "--balance sample", ClassBalance.SAMPLE),
                focal(),
                sensitivity());
    }

    private static Cohort cohort(long seed) {
        return Cohort.of(HARD, ONE_IN_TWENTY, seed);
    }

    private static FitOptions options(ClassBalance balance, double gamma, long seed) {
        return Fits.plain(seed).withObjective(new ObjectiveOptions(balance, gamma));
    }

    private static Experiment balance(String name, String option, ClassBalance balance) {
        Score score = Score.BALANCED_ACCURACY;
        return new Experiment(
                name,
                option,
                COHORT,
                score.toString(),
                false,
                (fits, seed) -> score.of(fits.said(cohort(seed), options(ClassBalance.NONE, 0, seed))),
                (fits, seed) -> score.of(fits.said(cohort(seed), options(balance, 0, seed))));
    }

    /// Focal loss counts what is called well less. Where tumour is hard to see, nothing is called well at first and
    /// it changes next to nothing; here tumour is easy.
    private static Experiment focal() {
        return new Experiment(
                "focal-loss",
                "--focal 2 --balance none",
                COHORT + "; twice as much tumour, easier to tell",
                Score.BALANCED_ACCURACY.toString(),
                false,
                (fits, seed) -> easy(fits, 0, seed),
                (fits, seed) -> easy(fits, 2, seed));
    }

    private static double easy(Fits fits, double gamma, long seed) {
        Cohort cohort = Cohort.of(EASY, ONE_IN_TWENTY, seed);
        return Score.BALANCED_ACCURACY.of(fits.said(cohort, options(ClassBalance.NONE, gamma, seed)));
    }

    private static Experiment sensitivity() {
        return new Experiment(
                "stated-sensitivity",
                "--sensitivity 0.95",
                COHORT,
                "sensitivity, of 0.95 wanted",
                false,
                (fits, seed) -> reached(fits, seed, false),
                (fits, seed) -> reached(fits, seed, true));
    }

    private static double reached(Fits fits, long seed, boolean chosen) {
        Cohort cohort = cohort(seed);
        FitOptions options = options(ClassBalance.WEIGHT, 0, seed);
        double threshold = chosen
                ? OperatingPoint.forSensitivity(WANTED, fits.folds(cohort, options, FOLDS))
                        .threshold()
                : 0.5;
        return Score.SENSITIVITY.of(fits.said(cohort, options), threshold);
    }
}
