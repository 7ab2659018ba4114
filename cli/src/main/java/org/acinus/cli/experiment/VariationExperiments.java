package org.acinus.cli.experiment;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.acinus.cli.experiment.BagPainter.Site;
import org.acinus.mil.pack.Tensor;
import org.acinus.mil.train.recipe.AugmentationOptions;
import org.acinus.mil.train.recipe.FitOptions;
import org.acinus.mil.train.recipe.LabelHandling;

/// Few bags, noisy extractions, another site.
final class VariationExperiments {
    private static final double AWAY = 0.8;
    private static final int MEMBERS = 5;

    private VariationExperiments() {}

    static List<Experiment> all() {
        return List.of(jitter(), instanceDropout(), extractions(), ensemble(), warmStart());
    }

    private static Experiment jitter() {
        return new Experiment(
                "feature-jitter",
                "--feature-jitter 0.5",
                "200 bags of one site; measured at another, each feature moved by 0.8 deviations",
                Score.AUC.toString(),
                false,
                (fits, seed) -> abroad(fits, AugmentationOptions.NONE, seed),
                (fits, seed) -> abroad(fits, new AugmentationOptions(0, 0.5), seed));
    }

    private static double abroad(Fits fits, AugmentationOptions options, long seed) {
        Cohort cohort = Cohort.of(BagTraits.USUAL, Cohort.Plan.of(200), Site.HOME, Site.of(AWAY, seed + 1000), seed);
        return Score.AUC.of(fits.said(cohort, Fits.plain(seed).withAugmentation(options)));
    }

    private static Experiment instanceDropout() {
        return new Experiment(
                "instance-dropout",
                "--instance-dropout 0.3",
                "100 bags of 40 instances",
                Score.AUC.toString(),
                false,
                (fits, seed) -> few(fits, Fits.plain(seed), 1, seed),
                (fits, seed) -> few(fits, Fits.plain(seed).withAugmentation(new AugmentationOptions(0.3, 0)), 1, seed));
    }

    private static double few(Fits fits, FitOptions options, int extractions, long seed) {
        Cohort cohort = Cohort.of(BagTraits.USUAL, new Cohort.Plan(100, 0.5, 0, 1, extractions), seed);
        return Score.AUC.of(fits.said(cohort, options));
    }

    private static Experiment extractions() {
        return new Experiment(
                "several-extractions",
                "--more-bags",
                "100 bags, extracted once or four times with noise of one deviation",
                Score.AUC.toString(),
                false,
                (fits, seed) -> noisy(fits, 1, seed),
                (fits, seed) -> noisy(fits, 4, seed));
    }

    private static double noisy(Fits fits, int extractions, long seed) {
        BagTraits traits = BagTraits.USUAL.withNoise(1).withStrength(3.2);
        Cohort cohort = Cohort.of(traits, new Cohort.Plan(100, 0.5, 0, 1, extractions), seed);
        return Score.AUC.of(fits.said(cohort, Fits.plain(seed)));
    }

    private static Experiment ensemble() {
        return new Experiment(
                "ensemble",
                "--ensemble 5",
                "100 bags of 40 instances",
                Score.AUC.toString(),
                false,
                (fits, seed) -> few(fits, Fits.plain(seed), 1, seed),
                (fits, seed) -> together(fits, seed));
    }

    private static double together(Fits fits, long seed) {
        Cohort cohort = Cohort.of(BagTraits.USUAL, Cohort.Plan.of(100), seed);
        List<Integer> seeds = IntStream.range(0, MEMBERS)
                .mapToObj(member -> Math.toIntExact(seed + 100L * member))
                .toList();
        return Score.AUC.of(fits.ensemble(cohort, Fits.plain(seed), seeds));
    }

    private static Experiment warmStart() {
        return new Experiment(
                "warm-start",
                "--from HEAD",
                "100 bags of a new site, each feature moved by 0.8 deviations; the head has seen 800 of another",
                Score.AUC.toString(),
                false,
                (fits, seed) -> Score.AUC.of(fits.said(newSite(seed), Fits.plain(seed))),
                VariationExperiments::adapted);
    }

    private static Cohort newSite(long seed) {
        Site site = Site.of(AWAY, seed + 1000);
        return Cohort.of(BagTraits.USUAL, Cohort.Plan.of(100), site, site, seed);
    }

    private static double adapted(Fits fits, long seed) {
        Cohort home = Cohort.of(BagTraits.USUAL, Cohort.Plan.of(800), seed + 500);
        Map<String, Tensor> start = fits.weights(home, Fits.plain(seed));
        return Score.AUC.of(fits.said(newSite(seed), Fits.plain(seed), LabelHandling.AS_GIVEN, Optional.of(start)));
    }
}
