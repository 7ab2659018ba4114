package org.acinus.cli.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.acinus.mil.FeatureMatrix;
import org.acinus.mil.train.data.BagOrigin;
import org.acinus.mil.train.data.LabelledBag;

/// Draws bags; what it draws follows from the seed. One thread at a time.
final class BagPainter {
    private final BagTraits traits;
    private final Random random;
    private int drawn;

    BagPainter(BagTraits traits, long seed) {
        this.traits = traits;
        this.random = new Random(seed);
    }

    /// Another scanner: moves and stretches each feature of all bags of a site alike.
    ///
    /// @param shift added to each feature
    /// @param stretch each feature is multiplied with, before that
    record Site(List<Double> shift, List<Double> stretch) {
        /// The site that models are trained at.
        static final Site HOME = of(0, 0);

        /// Draws a site.
        ///
        /// @param away standard deviation of shifts and of the logarithms of stretches
        static Site of(double away, long seed) {
            Random random = new Random(seed);
            return new Site(
                    gaussians(random, away),
                    gaussians(random, away / 2).stream().map(Math::exp).toList());
        }
    }

    /// A patient: bags of one patient share this place in feature space, much as their slides look alike.
    ///
    /// @param place along each feature
    record Patient(String name, List<Double> place) {}

    /// Draws a patient.
    Patient patient() {
        drawn++;
        return new Patient("patient-" + drawn, gaussians(random, traits.nuisance()));
    }

    /// One number a feature.
    private static List<Double> gaussians(Random random, double deviation) {
        List<Double> drawn = new ArrayList<>();
        for (int i = 0; i < BagTraits.DIMENSION; i++) {
            drawn.add(deviation * random.nextGaussian());
        }
        return List.copyOf(drawn);
    }

    /// Draws a bag of a patient of its own.
    ///
    /// @param extractions in all, at least 1
    LabelledBag bag(int label, Site site, int extractions) {
        return bag(label, patient(), site, extractions);
    }

    /// Draws a bag.
    LabelledBag bag(int label, Patient patient, Site site, int extractions) {
        drawn++;
        float[] clean = instances(label, patient, site);
        List<Supplier<FeatureMatrix>> seen = new ArrayList<>();
        for (int i = 0; i < extractions; i++) {
            FeatureMatrix features = extraction(clean);
            seen.add(() -> features);
        }
        return new LabelledBag(
                "bag-" + drawn, BagOrigin.of(patient.name()), label, seen.removeFirst(), List.copyOf(seen));
    }

    private float[] instances(int label, Patient patient, Site site) {
        int dimension = BagTraits.DIMENSION;
        long tumour = label == 0 ? 0 : Math.max(1, Math.round(traits.share() * traits.instances()));
        float[] values = new float[traits.instances() * dimension];
        for (int row = 0; row < traits.instances(); row++) {
            for (int i = 0; i < dimension; i++) {
                double value = random.nextGaussian() + patient.place().get(i) + (row < tumour ? told(label, i) : 0);
                values[row * dimension + i] =
                        (float) (value * site.stretch().get(i) + site.shift().get(i));
            }
        }
        return values;
    }

    private double told(int label, int feature) {
        if (feature < BagTraits.TELLING) {
            return traits.strength();
        }
        boolean grades = feature < 2 * BagTraits.TELLING;
        return grades ? traits.strength() * (label - 1) / 2 : 0;
    }

    private FeatureMatrix extraction(float[] clean) {
        float[] values = clean.clone();
        for (int i = 0; i < values.length; i++) {
            values[i] += (float) (traits.noise() * random.nextGaussian());
        }
        return new FeatureMatrix(values, traits.instances(), BagTraits.DIMENSION);
    }
}
