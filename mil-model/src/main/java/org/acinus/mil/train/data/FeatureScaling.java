package org.acinus.mil.train.data;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Map;
import org.acinus.mil.FeatureMatrix;
import org.acinus.mil.pack.Tensor;

/// Mean and inverse deviation of each feature over all instances of the training bags.
///
/// Measured in one pass (Welford 1962). A feature that does not vary in training has scale 0: the head cannot
/// have learned anything about it, and a value never seen must not count by accident.
public final class FeatureScaling {
    private FeatureScaling() {}

    /// Measures.
    ///
    /// @param bags at least one, all of one dimension
    /// @param dimension length of an embedding
    /// @return `input.mean` and `input.scale`, the names under which a head stores them
    public static Map<String, Tensor> measure(List<LabelledBag> bags, int dimension) {
        double[] mean = new double[dimension];
        double[] squares = new double[dimension];
        long count = 0;
        for (LabelledBag bag : bags) {
            FeatureMatrix features = bag.features().get();
            MemorySegment values = features.segment();
            for (int row = 0; row < features.size(); row++) {
                count++;
                for (int i = 0; i < dimension; i++) {
                    double value = values.getAtIndex(ValueLayout.JAVA_FLOAT, (long) row * dimension + i);
                    double away = value - mean[i];
                    mean[i] += away / count;
                    squares[i] += away * (value - mean[i]);
                }
            }
        }
        return Map.of("input.mean", tensor(mean), "input.scale", tensor(scales(mean, squares, count)));
    }

    private static double[] scales(double[] mean, double[] squares, long count) {
        double[] scale = new double[mean.length];
        for (int i = 0; i < scale.length; i++) {
            double deviation = Math.sqrt(squares[i] / count);
            // Below the resolution of a float the deviation is rounding.
            boolean varies = deviation > Math.ulp((float) Math.abs(mean[i])) && deviation > Float.MIN_NORMAL;
            scale[i] = varies ? 1 / deviation : 0;
        }
        return scale;
    }

    private static Tensor tensor(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return new Tensor(List.of(values.length), floats);
    }
}
