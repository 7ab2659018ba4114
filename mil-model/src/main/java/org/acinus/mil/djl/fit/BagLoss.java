package org.acinus.mil.djl.fit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.acinus.mil.HeadOutput;
import org.acinus.mil.HeadShape;
import org.acinus.mil.djl.net.PyTorch;
import org.acinus.mil.djl.net.TrainingView;
import org.acinus.mil.train.data.LabelledBag;
import org.acinus.mil.train.recipe.ClassBalance;

/// What a wrong answer costs, in nats, weighted by class.
///
/// Of classes without order the cross-entropy; of CORN the sum of the logistic losses of the steps that the label
/// takes part in, divided by the number of all steps, so that every step of every bag weighs the same as in the
/// paper's equation 6.
final class BagLoss {
    private final double[] classWeights;
    private final HeadShape shape;

    private BagLoss(double[] classWeights, HeadShape shape) {
        this.classWeights = classWeights;
        this.shape = shape;
    }

    /// The loss for these bags.
    ///
    /// @param training from whose classes' frequencies the weights come
    static BagLoss of(List<LabelledBag> training, HeadShape shape, ClassBalance balance) {
        double[] weights = new double[shape.classes()];
        for (LabelledBag bag : training) {
            weights[bag.label()]++;
        }
        for (int c = 0; c < weights.length; c++) {
            boolean weighted = balance == ClassBalance.WEIGHT && weights[c] > 0;
            weights[c] = weighted ? training.size() / (weights[c] * weights.length) : 1;
        }
        return new BagLoss(weights, shape);
    }

    /// The loss of a bag while training, one number with a gradient.
    NDArray of(TrainingView view, int label) {
        NDArray sum = stream(view.logits().getFirst(), label);
        for (NDArray logits : view.logits().subList(1, view.logits().size())) {
            sum = sum.add(stream(logits, label));
        }
        NDArray mean = view.logits().size() == 1
                ? sum
                : sum.div(PyTorch.number(sum, view.logits().size()));
        if (view.instanceLoss().isEmpty()) {
            return mean;
        }
        float share = TrainingView.INSTANCE_SHARE;
        NDArray instances = view.instanceLoss().get();
        return mean.mul(PyTorch.number(mean, 1 - share)).add(instances.mul(PyTorch.number(mean, share)));
    }

    private NDArray stream(NDArray logits, int label) {
        return shape.output() == HeadOutput.CORN ? steps(logits, label) : classes(logits, label);
    }

    private NDArray classes(NDArray logits, int label) {
        float[] target = new float[classWeights.length];
        target[label] = (float) classWeights[label];
        return logits.logSoftmax(1)
                .mul(logits.getManager().create(target, new Shape(1, target.length)))
                .sum()
                .neg();
    }

    /// A logit is the two classes 0 and itself, so that the logistic loss is a softmax of two.
    private NDArray steps(NDArray logits, int label) {
        int all = shape.outputs();
        NDArray pairs = logits.zerosLike().concat(logits, 0).transpose();
        float[] target = new float[2 * all];
        for (int k = 0; k < Math.min(label + 1, all); k++) {
            target[2 * k + (label > k ? 1 : 0)] = (float) (classWeights[label] / all);
        }
        return pairs.logSoftmax(1)
                .mul(logits.getManager().create(target, new Shape(all, 2)))
                .sum()
                .neg();
    }

    /// The loss of an answer without dropout.
    ///
    /// @param probabilities one a class
    double of(List<Double> probabilities, int label) {
        if (shape.output() == HeadOutput.SOFTMAX) {
            return classWeights[label] * surprise(probabilities.get(label));
        }
        double reached = 1;
        double sum = 0;
        for (int k = 0; k < Math.min(label + 1, shape.outputs()); k++) {
            double stops = reached > 0 ? Math.clamp(probabilities.get(k) / reached, 0, 1) : 1;
            sum += surprise(label > k ? 1 - stops : stops);
            reached -= probabilities.get(k);
        }
        return classWeights[label] * sum / shape.outputs();
    }

    private static double surprise(double probability) {
        return -Math.log(Math.max(probability, Double.MIN_NORMAL));
    }
}
