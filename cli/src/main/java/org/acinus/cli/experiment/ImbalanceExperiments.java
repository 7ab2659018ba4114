package org.acinus.cli.experiment;

import java.util.List;
import org.acinus.mil.train.OperatingPoint;
import org.acinus.mil.train.recipe.ClassBalance;
import org.acinus.mil.train.recipe.FitOptions;

/// One positive bag for twenty benign ones.
final class ImbalanceExperiments {
    private static final Cohort.Plan ONE_IN_TWENTY = new Cohort.Plan(420, 1 / 21.0, 0, 1, 1);
    private static final String COHORT = "420 bags, 1 positive for 20 benign; measured half and half";
    private static final BagTraits HARD = BagTraits.USUAL.withTumour(0.05, 2);
    private static final double WANTED = 0.95;
    private static final int FOLDS = 5;

    private ImbalanceExperiments() {}

    static List<Experiment> all() {
        return List.of(
                balance("weighted-loss", "--balance weight", ClassBalance.WEIGHT),
                balance("class-balanced-sampling", "--balance sample", ClassBalance.SAMPLE),
                sensitivity());
    }

    private static Cohort cohort(long seed) {
        return Cohort.of(HARD, ONE_IN_TWENTY, seed);
    }

    private static FitOptions options(ClassBalance balance, long seed) {
        return Fits.plain(seed).withBalance(balance);
    }

    private static Experiment balance(String name, String option, ClassBalance balance) {
        Score score = Score.BALANCED_ACCURACY;
        return new Experiment(
                name,
                option,
                COHORT,
                score.toString(),
                false,
                (fits, seed) -> score.of(fits.said(cohort(seed), options(ClassBalance.NONE, seed))),
                (fits, seed) -> score.of(fits.said(cohort(seed), options(balance, seed))));
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
        FitOptions options = options(ClassBalance.WEIGHT, seed);
        double threshold = chosen
                ? OperatingPoint.forSensitivity(WANTED, fits.folds(cohort, options, FOLDS))
                        .threshold()
                : 0.5;
        return Score.SENSITIVITY.of(fits.said(cohort, options), threshold);
    }
}
