package org.acinus.wsi.synthetic;

import org.acinus.wsi.synthetic.scene.SlideLook;
import org.acinus.wsi.synthetic.scene.TissueTraits;

/// What makes slides differ that has nothing to do with cancer, drawn at random: a site's staining, a patient's
/// prostate, a day's preparation.
///
/// The ranges are wide on purpose. A classifier that looks at the average of a slide sees these differences first.
final class Nuisance {
    private Nuisance() {}

    /// The habits of one laboratory and its scanner.
    static SlideLook site(Dice dice) {
        SlideLook plain = SlideLook.PLAIN;
        return new SlideLook(
                plain.haematoxylin().plus(dice.around(0, 0.03), dice.around(0, 0.02), dice.around(0, 0.04)),
                plain.eosin().plus(dice.around(0, 0.02), dice.around(0, 0.03), dice.around(0, 0.05)),
                plain.glass().plus(dice.around(0, 1.5), dice.around(0, 1.5), dice.around(0, 1.5)),
                dice.between(0.9, 1.15),
                dice.between(0.85, 1.2),
                dice.between(0.05, 0.15));
    }

    /// One slide of a site.
    static SlideLook slide(SlideLook site, Dice dice) {
        double thickness = dice.between(0.8, 1.25);
        return new SlideLook(
                site.haematoxylin().plus(dice.around(0, 0.02), dice.around(0, 0.015), dice.around(0, 0.03)),
                site.eosin().plus(dice.around(0, 0.015), dice.around(0, 0.02), dice.around(0, 0.03)),
                site.glass(),
                site.haematoxylinStrength() * thickness * dice.between(0.85, 1.2),
                site.eosinStrength() * thickness * dice.between(0.8, 1.25),
                Math.clamp(site.blur() + dice.between(-0.04, 0.1), 0.02, 0.25));
    }

    /// One patient's prostate.
    static TissueTraits patient(Dice dice) {
        return new TissueTraits(
                dice.between(270, 420),
                dice.between(0.2, 0.95),
                dice.between(26, 48),
                dice.between(0.85, 1.2),
                dice.between(0.9, 1.15),
                dice.between(0, 0.75),
                dice.between(0, 0.9),
                dice.between(0, 1),
                dice.between(0, 1),
                dice.between(0, 0.35));
    }

    /// One piece out of a patient's prostate.
    static TissueTraits piece(TissueTraits patient, Dice dice) {
        return new TissueTraits(
                patient.glandPixels() * dice.between(0.93, 1.07),
                Math.clamp(patient.glandShare() + dice.between(-0.15, 0.15), 0.2, 0.97),
                patient.epitheliumPixels() * dice.between(0.92, 1.08),
                patient.nuclearSpacing() * dice.between(0.95, 1.05),
                patient.nuclearSize() * dice.between(0.97, 1.03),
                Math.max(0, patient.inflammation() + dice.between(-0.15, 0.15)),
                Math.clamp(patient.looseness() + dice.between(-0.2, 0.2), 0, 1),
                Math.clamp(patient.reactivity() + dice.between(-0.2, 0.2), 0, 1),
                Math.clamp(patient.foam() + dice.between(-0.2, 0.2), 0, 1),
                Math.clamp(patient.atrophy() + dice.between(-0.1, 0.1), 0, 0.5));
    }
}
