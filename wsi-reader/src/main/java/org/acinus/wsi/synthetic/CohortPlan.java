package org.acinus.wsi.synthetic;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.acinus.wsi.synthetic.scene.Blob;
import org.acinus.wsi.synthetic.scene.Scene;
import org.acinus.wsi.synthetic.scene.SlideLook;
import org.acinus.wsi.synthetic.scene.TissueTraits;
import org.acinus.wsi.synthetic.scene.Tumour;

/// A cohort before it is drawn: who has what, and what each slide will look like.
///
/// Labels are balanced. A patient has one or two slides, which share a prostate and a site but not a label: a
/// biopsy has benign cores too. Everything follows from task, number and seed.
///
/// @param slides in the order of their names
record CohortPlan(List<CohortSlide> slides) {
    private static final int SITES = 3;

    /// Greatest share of the tissue that is a crowd of small benign glands.
    private static final double MOST_MIMICRY = 0.06;

    /// One slide.
    ///
    /// @param file name of the slide file; says SYNTHETIC
    /// @param label as the task has it
    /// @param patient pseudonym; says SYNTHETIC
    /// @param site where it was stained and scanned; says synthetic
    record CohortSlide(String file, int label, String patient, String site, Scene scene) {}

    CohortPlan {
        slides = List.copyOf(slides);
    }

    static CohortPlan of(CohortTask task, int count, long seed) {
        Dice dice = new Dice(seed);
        List<Integer> labels = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            labels.add(i % task.classes());
        }
        Collections.shuffle(labels, dice.source());
        List<SlideLook> sites = new ArrayList<>();
        for (int i = 0; i < SITES; i++) {
            sites.add(Nuisance.site(dice));
        }
        List<CohortSlide> slides = new ArrayList<>();
        for (int patient = 0; slides.size() < count; patient++) {
            TissueTraits prostate = Nuisance.patient(dice);
            int site = patient % SITES;
            int pieces = Math.min(1 + dice.below(2), count - slides.size());
            for (int i = 0; i < pieces; i++) {
                int label = labels.get(slides.size());
                Scene scene =
                        scene(task, label, Nuisance.piece(prostate, dice), Nuisance.slide(sites.get(site), dice), dice);
                slides.add(new CohortSlide(
                        String.format(Locale.ROOT, "SYNTHETIC-%03d.svs", slides.size() + 1),
                        label,
                        String.format(Locale.ROOT, "SYNTHETIC-P%03d", patient + 1),
                        "synthetic-site-" + (char) ('A' + site),
                        scene));
            }
        }
        return new CohortPlan(slides);
    }

    private static Scene scene(CohortTask task, int label, TissueTraits traits, SlideLook look, Dice dice) {
        int width = (int) dice.between(3300, 4500);
        int height = (int) dice.between(3300, 4500);
        SceneComposer composer = new SceneComposer(dice);
        List<Blob> islands = composer.islands(width, height, dice.between(0.45, 0.6) * width * height);
        List<Tumour> tumours = new ArrayList<>();
        if (label > 0) {
            tumours.addAll(composer.tumours(
                    islands, dice.oneOf(task.scores(label)), dice.between(task.leastTumour(), task.mostTumour())));
        }
        List<Blob> mimics = composer.mimics(islands, tumours, dice.between(-0.01, MOST_MIMICRY));
        return new Scene(dice.seed(), width, height, islands, tumours, mimics, traits, look);
    }
}
