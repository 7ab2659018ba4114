package org.acinus.mil.djl.fit;

import static java.util.Objects.requireNonNull;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.acinus.mil.ChosenRows;
import org.acinus.mil.FeatureMatrix;
import org.acinus.mil.FeatureRows;
import org.acinus.mil.pack.Tensor;
import org.acinus.mil.train.data.LabelledBag;
import org.acinus.mil.train.recipe.AugmentationOptions;

/// How the bags of one epoch are varied: which extraction of a slide is shown, which instances are left out, how far
/// the bag is moved as a whole. Follows from seed and epoch alone.
final class BagVariation {
    private final AugmentationOptions options;
    private final Tensor mean;
    private final Tensor scale;
    private final SplittableRandom random;

    /// Sets up an epoch.
    ///
    /// @param scaling `input.mean` and `input.scale`, mean and inverse deviation of each feature; 0 is the scale of
    ///     one that does not vary
    BagVariation(AugmentationOptions options, Map<String, Tensor> scaling, int seed, int epoch) {
        this.options = options;
        this.mean = requireNonNull(scaling.get("input.mean"));
        this.scale = requireNonNull(scaling.get("input.scale"));
        this.random = new SplittableRandom(mixed(seed, epoch));
    }

    /// A number that differs with either.
    static int mixed(int seed, int epoch) {
        return new SplittableRandom(((long) seed << Integer.SIZE) + epoch).nextInt() & Integer.MAX_VALUE;
    }

    /// The instances to show.
    FeatureRows chosen(LabelledBag bag) {
        int extraction =
                bag.others().isEmpty() ? 0 : random.nextInt(bag.others().size() + 1);
        Supplier<FeatureMatrix> source =
                extraction == 0 ? bag.features() : bag.others().get(extraction - 1);
        FeatureMatrix all = source.get();
        if (options.instanceDropout() == 0) {
            return all;
        }
        int[] rows = IntStream.range(0, all.size())
                .filter(row -> random.nextDouble() >= options.instanceDropout())
                .toArray();
        return new ChosenRows(all, rows.length > 0 ? rows : new int[] {random.nextInt(all.size())});
    }

    /// The bag moved and, about the features' means, stretched along each feature, all instances alike.
    ///
    /// @param features (N, dimension)
    NDArray moved(NDArray features) {
        if (options.featureJitter() == 0) {
            return features;
        }
        float[] stretch = new float[scale.size()];
        float[] shift = new float[scale.size()];
        for (int i = 0; i < scale.size(); i++) {
            double times = 1 + options.featureJitter() * random.nextGaussian();
            double deviation = scale.at(i) == 0 ? 0 : 1 / scale.at(i);
            stretch[i] = (float) times;
            shift[i] = (float) (mean.at(i) * (1 - times) + options.featureJitter() * deviation * random.nextGaussian());
        }
        Shape row = new Shape(1, scale.size());
        return features.mul(features.getManager().create(stretch, row))
                .add(features.getManager().create(shift, row));
    }
}
