package org.acinus.cli.experiment;

import java.util.ArrayList;
import java.util.List;
import org.acinus.cli.experiment.BagPainter.Patient;
import org.acinus.cli.experiment.BagPainter.Site;
import org.acinus.mil.train.FoldResult;
import org.acinus.mil.train.data.BagOrigin;
import org.acinus.mil.train.data.LabelledBag;
import org.acinus.mil.train.recipe.FitOptions;
import org.acinus.mil.train.recipe.RateSchedule;
import org.acinus.mil.train.recipe.StepOptions;
import org.acinus.mil.train.recipe.StoppingOptions;

/// How long and how far to step, and what is learnt from how folds are dealt.
final class StepExperiments {
    private static final Cohort.Plan NOISY = new Cohort.Plan(200, 0.5, 0.15, 1, 1);
    private static final int LONG = 60;
    private static final String EARLY = "--validation 0.2 --patience 10";
    private static final Cohort.Plan MANY = new Cohort.Plan(600, 0.5, 0.15, 1, 1);
    private static final String MANY_EASY = "600 bags, twice as much tumour, 15 % of the labels flipped, 50 epochs";
    private static final Recipe ALL_EPOCHS = new Recipe(StepOptions.DEFAULTS, StoppingOptions.DEFAULTS);
    private static final Recipe FEWER_EPOCHS = new Recipe(StepOptions.DEFAULTS, new StoppingOptions(50, 10, 0.2));
    private static final double FAST = 3e-2;
    private static final String IN_HASTE = "200 bags, twice as much tumour, learning rate 3e-2";
    private static final BagTraits EASY = BagTraits.USUAL.withTumour(0.1, 2);

    private StepExperiments() {}

    static List<Experiment> all() {
        StepOptions fast = StepOptions.DEFAULTS.withLearningRate(FAST);
        return List.of(
                fewerEpochs(),
                steps("early-stopping-cost", EARLY, MANY_EASY, EASY, MANY, ALL_EPOCHS, FEWER_EPOCHS),
                steps(
                        "early-stopping-few-bags",
                        EARLY,
                        "200 bags, 15 % of the labels flipped, 60 epochs",
                        BagTraits.USUAL,
                        NOISY,
                        new Recipe(StepOptions.DEFAULTS, new StoppingOptions(LONG, LONG, 0)),
                        new Recipe(StepOptions.DEFAULTS, new StoppingOptions(LONG, 10, 0.2))),
                steps(
                        "cosine-schedule",
                        "--schedule cosine",
                        IN_HASTE,
                        EASY,
                        Cohort.Plan.of(200),
                        new Recipe(fast, Fits.plain(1).stopping()),
                        new Recipe(
                                changed(fast, RateSchedule.COSINE, 1),
                                Fits.plain(1).stopping())),
                steps(
                        "gradient-accumulation",
                        "--accumulate 8",
                        IN_HASTE,
                        EASY,
                        Cohort.Plan.of(200),
                        new Recipe(fast, Fits.plain(1).stopping()),
                        new Recipe(
                                changed(fast, RateSchedule.CONSTANT, 8),
                                Fits.plain(1).stopping())),
                grouped());
    }

    /// What may differ between two fits.
    private record Recipe(StepOptions steps, StoppingOptions stopping) {
        private FitOptions of(long seed) {
            return Fits.plain(seed).withSteps(steps).withStopping(stopping);
        }
    }

    private static StepOptions changed(StepOptions from, RateSchedule schedule, int accumulate) {
        return new StepOptions(from.optimizer(), from.learningRate(), from.weightDecay(), schedule, accumulate);
    }

    private static Experiment steps(
            String name,
            String option,
            String cohort,
            BagTraits traits,
            Cohort.Plan plan,
            Recipe without,
            Recipe with) {
        return new Experiment(
                name,
                option,
                cohort,
                Score.AUC.toString(),
                false,
                (fits, seed) -> Score.AUC.of(fits.said(Cohort.of(traits, plan, seed), without.of(seed))),
                (fits, seed) -> Score.AUC.of(fits.said(Cohort.of(traits, plan, seed), with.of(seed))));
    }

    /// Early stopping is there to save time; what that costs is the next experiment's figure.
    private static Experiment fewerEpochs() {
        return new Experiment(
                "early-stopping",
                EARLY,
                MANY_EASY,
                "thousands of bags shown",
                true,
                (fits, seed) -> fits.shown(Cohort.of(EASY, MANY, seed), ALL_EPOCHS.of(seed)) / 1000.0,
                (fits, seed) -> fits.shown(Cohort.of(EASY, MANY, seed), FEWER_EPOCHS.of(seed)) / 1000.0);
    }

    private static Experiment grouped() {
        return new Experiment(
                "grouped-folds",
                "a patient column in --labels",
                "40 patients of 5 bags with one label each; how far the AUC in folds is from that of new patients",
                "error of the AUC",
                true,
                (fits, seed) -> error(fits, seed, false),
                (fits, seed) -> error(fits, seed, true));
    }

    private static double error(Fits fits, long seed, boolean grouped) {
        Cohort cohort = patients(seed, grouped);
        FitOptions options = Fits.plain(seed);
        double inFolds = Score.AUC.of(fits.folds(cohort, options, 5).stream()
                .map(FoldResult::predictions)
                .flatMap(List::stream)
                .toList());
        return Math.abs(inFolds - Score.AUC.of(fits.said(cohort, options)));
    }

    /// Patients whose bags look much alike and have one label.
    private static Cohort patients(long seed, boolean grouped) {
        BagTraits traits = new BagTraits(2, 40, 0.05, 1, 1.5, 0);
        BagPainter painter = new BagPainter(traits, seed);
        List<LabelledBag> training = new ArrayList<>();
        List<LabelledBag> test = new ArrayList<>();
        for (int p = 0; p < 40; p++) {
            Patient patient = painter.patient();
            for (int b = 0; b < 5; b++) {
                LabelledBag bag = painter.bag(p % 2, patient, Site.HOME, 1);
                training.add(
                        grouped
                                ? bag
                                : new LabelledBag(
                                        bag.name(), BagOrigin.of(bag.name()), bag.label(), bag.features(), List.of()));
            }
        }
        for (int b = 0; b < Cohort.TEST_BAGS; b++) {
            test.add(painter.bag(b % 2, Site.HOME, 1));
        }
        return new Cohort(2, training, List.of(), test);
    }
}
