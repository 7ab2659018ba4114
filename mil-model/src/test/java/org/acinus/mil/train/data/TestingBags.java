package org.acinus.mil.train.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.acinus.mil.FeatureMatrix;
import org.acinus.mil.pack.HeadTask;
import org.acinus.mil.pack.PackReference;

/// Bags drawn by formula.
public final class TestingBags {
    private TestingBags() {}

    /// A bag of one instance of one feature, its own patient.
    public static LabelledBag single(String name, int label) {
        return single(name, name, label);
    }

    /// A bag of one instance of one feature.
    public static LabelledBag single(String name, String patient, int label) {
        return new LabelledBag(name, patient, label, () -> new FeatureMatrix(new float[] {label}, 1, 1));
    }

    /// A data set of these bags.
    public static BagDataset dataset(List<LabelledBag> bags, int dimension, HeadTask task) {
        return new BagDataset(bags, dimension, task, new PackReference("toy", "0".repeat(64)), "0".repeat(64));
    }

    /// Bags whose every second one holds a few planted instances: the first of the bag, shifted along the first
    /// feature. Every bag is moved as a whole by a nuisance (as a stain moves a slide) that a mean over the
    /// instances cannot tell from a few planted ones.
    ///
    /// @param count of bags
    /// @param instances of each bag
    /// @param dimension of the features
    /// @param planted instances in a positive bag
    /// @param shift of the planted instances, in standard deviations of an instance
    public static BagDataset planted(int count, int instances, int dimension, int planted, double shift) {
        Random random = new Random(5);
        List<LabelledBag> bags = new ArrayList<>();
        for (int b = 0; b < count; b++) {
            int label = b % 2;
            double[] nuisance = random.doubles(dimension, -1, 1).toArray();
            float[] values = new float[instances * dimension];
            for (int i = 0; i < values.length; i++) {
                boolean moved = label == 1 && i / dimension < planted && i % dimension == 0;
                values[i] = (float) (random.nextGaussian() + nuisance[i % dimension] + (moved ? shift : 0));
            }
            FeatureMatrix features = new FeatureMatrix(values, instances, dimension);
            bags.add(new LabelledBag("bag" + b, "bag" + b, label, () -> features));
        }
        return dataset(bags, dimension, HeadTask.BINARY);
    }
}
