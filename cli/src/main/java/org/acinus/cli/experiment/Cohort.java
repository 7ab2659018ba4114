package org.acinus.cli.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.acinus.cli.experiment.BagPainter.Site;
import org.acinus.mil.pack.HeadTask;
import org.acinus.mil.pack.PackReference;
import org.acinus.mil.train.data.BagDataset;
import org.acinus.mil.train.data.LabelledBag;

/// Bags to learn from and, of other patients, bags to measure on.
///
/// @param classes 2, or 6 for grades
/// @param training labels may be wrong
/// @param unlabelled more bags, whose labels mean nothing
/// @param test labels are right
record Cohort(int classes, List<LabelledBag> training, List<LabelledBag> unlabelled, List<LabelledBag> test) {
    /// Bags that a figure is measured on.
    static final int TEST_BAGS = 400;

    /// What the bags to learn from are like.
    ///
    /// @param bags how many
    /// @param positive share of them that are
    /// @param flipped share of the labels that are wrong
    /// @param labelled share of the bags that have a label
    /// @param extractions of each bag
    record Plan(int bags, double positive, double flipped, double labelled, int extractions) {
        /// As many positive as benign bags, all with their right label.
        static Plan of(int bags) {
            return new Plan(bags, 0.5, 0, 1, 1);
        }
    }

    /// Draws a cohort of which all bags come from one site.
    static Cohort of(BagTraits traits, Plan plan, long seed) {
        return of(traits, plan, Site.HOME, Site.HOME, seed);
    }

    /// Draws a cohort.
    static Cohort of(BagTraits traits, Plan plan, Site trained, Site tested, long seed) {
        BagPainter painter = new BagPainter(traits, seed);
        Random random = new Random(seed + 1);
        List<LabelledBag> training = new ArrayList<>();
        List<LabelledBag> unlabelled = new ArrayList<>();
        for (int b = 0; b < plan.bags(); b++) {
            LabelledBag bag = painter.bag(label(b, plan, traits.classes()), trained, plan.extractions());
            boolean wrong = random.nextDouble() < plan.flipped();
            LabelledBag given = wrong ? bag.withLabel(traits.classes() - 1 - bag.label()) : bag;
            (random.nextDouble() < plan.labelled() ? training : unlabelled).add(given);
        }
        List<LabelledBag> test = new ArrayList<>();
        for (int b = 0; b < TEST_BAGS; b++) {
            test.add(painter.bag(b % traits.classes(), tested, 1));
        }
        return new Cohort(traits.classes(), training, unlabelled, test);
    }

    /// Every label in turn; of two, the positive ones spread evenly in the share that is asked for.
    private static int label(int bag, Plan plan, int classes) {
        if (classes > 2) {
            return bag % classes;
        }
        return (int) ((bag + 1) * plan.positive()) - (int) (bag * plan.positive());
    }

    /// The bags to learn from as a data set.
    BagDataset dataset() {
        HeadTask task = classes == 2 ? HeadTask.BINARY : HeadTask.ISUP;
        return new BagDataset(
                training,
                BagTraits.DIMENSION,
                task,
                new PackReference("formula", "0".repeat(64)),
                "0".repeat(64),
                unlabelled);
    }
}
