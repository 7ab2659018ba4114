package org.acinus.cli.experiment;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.acinus.cli.experiment.BagPainter.Site;
import org.acinus.mil.FeatureMatrix;
import org.acinus.mil.pack.Tensor;
import org.acinus.mil.train.data.LabelledBag;
import org.acinus.mil.train.recipe.AugmentationOptions;
import org.acinus.mil.train.recipe.LabelHandling;

/// Few bags, noisy extractions, another site.
final class VariationExperiments {
    private static final double AWAY = 0.8;
    private static final double FAR = 1.2;
    private static final double JITTER = 0.4;
    private static final int MEMBERS = 5;
    private static final float MARK = 8;

    private VariationExperiments() {}

    static List<Experiment> all() {
        return List.of(jitter(), instanceDropout(), extractions(), ensemble(), warmStart());
    }

    private static Experiment jitter() {
        return new Experiment(
                "feature-jitter",
                "--feature-jitter " + JITTER,
                "200 bags that are stained alike; measured at a site that moves each feature by 1.2 deviations",
                Score.AUC.toString(),
                false,
                (fits, seed) -> abroad(fits, AugmentationOptions.NONE, seed),
                (fits, seed) -> abroad(fits, new AugmentationOptions(0, JITTER), seed));
    }

    private static double abroad(Fits fits, AugmentationOptions options, long seed) {
        BagTraits alike = BagTraits.USUAL.withNuisance(0).withTumour(0.1, 2);
        Cohort cohort = Cohort.of(alike, Cohort.Plan.of(200), Site.HOME, Site.of(FAR, seed + 1000), seed);
        return Score.AUC.of(fits.said(cohort, Fits.plain(seed).withAugmentation(options)));
    }

    private static Experiment instanceDropout() {
        return new Experiment(
                "instance-dropout",
                "--instance-dropout 0.5",
                "150 bags; each positive one has a pen mark in one instance, and those measured have none",
                Score.AUC.toString(),
                false,
                (fits, seed) -> marked(fits, AugmentationOptions.NONE, seed),
                (fits, seed) -> marked(fits, new AugmentationOptions(0.5, 0), seed));
    }

    private static double marked(Fits fits, AugmentationOptions options, long seed) {
        Cohort clean = Cohort.of(BagTraits.USUAL.withTumour(0.2, 2), Cohort.Plan.of(150), seed);
        Cohort cohort = new Cohort(
                clean.classes(),
                clean.training().stream()
                        .map(bag -> bag.label() == 0 ? bag : penMarked(bag))
                        .toList(),
                List.of(),
                clean.test());
        return Score.AUC.of(fits.said(cohort, Fits.plain(seed).withAugmentation(options)));
    }

    /// The bag with its last instance, which is never tumour, far off along the last features.
    private static LabelledBag penMarked(LabelledBag bag) {
        FeatureMatrix features = bag.features().get();
        float[] values = features.toArray();
        for (int i = 1; i <= BagTraits.TELLING; i++) {
            values[values.length - i] += MARK;
        }
        FeatureMatrix marked = new FeatureMatrix(values, features.size(), features.dimension());
        return new LabelledBag(bag.name(), bag.origin(), bag.label(), () -> marked, List.of());
    }

    private static double few(Fits fits, long seed) {
        return Score.AUC.of(fits.said(Cohort.of(BagTraits.USUAL, Cohort.Plan.of(100), seed), Fits.plain(seed)));
    }

    private static Experiment extractions() {
        return new Experiment(
                "several-extractions",
                "--more-bags",
                "100 bags, extracted once or six times with noise of 2.5 deviations",
                Score.AUC.toString(),
                false,
                (fits, seed) -> noisy(fits, 1, seed),
                (fits, seed) -> noisy(fits, 6, seed));
    }

    private static double noisy(Fits fits, int extractions, long seed) {
        BagTraits traits = BagTraits.USUAL.withNoise(2.5).withTumour(0.1, 4);
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
                VariationExperiments::few,
                VariationExperiments::together);
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
