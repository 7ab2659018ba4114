package org.acinus.mil.djl.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import org.acinus.mil.HeadOutput;
import org.acinus.mil.HeadShape;

/// CLAM (Lu, Williamson, Chen et al., *Data-efficient and weakly supervised computational pathology on whole-slide
/// images*, Nature Biomedical Engineering 5 (2021) 555-570, arXiv 2004.09666): gated attention in one branch (SB) or
/// one for each number of the last layer (MB), and a loss that pulls the most and the least attended instances of a
/// bag apart, so that few slides suffice.
///
/// The instances' loss is the smooth top-1 SVM loss (Berrada, Zisserman, Kumar, ICLR 2018) of the authors' code, at
/// temperature 1: cross-entropy after adding a margin of 1 to the wrong side. As by default there, only the classifier
/// of the bag's own class learns from a bag: grades of one slide do not exclude each other.
final class ClamNetwork extends PooledNetwork {
    /// Instances taken at either end (`B` in the paper).
    private static final int MOST_AT_EITHER_END = 8;

    private static final float MARGIN = 1;

    private final boolean branched;
    private final AttentionScore score;
    private final List<Linear> instance = new ArrayList<>();

    private ClamNetwork(HeadShape shape, float dropout, boolean branched) {
        super(shape, dropout, SHALLOW, branched ? shape.outputs() : 1);
        this.branched = branched;
        score = new AttentionScore(this, shape, true, branched ? shape.outputs() : 1);
        int classifiers = branched ? shape.outputs() : shape.classes();
        for (int c = 0; c < classifiers; c++) {
            instance.add(layer(linear(2, true), new Shape(1, shape.hidden())));
        }
    }

    static ClamNetwork singleBranch(HeadShape shape, float dropout) {
        return new ClamNetwork(shape, dropout, false);
    }

    static ClamNetwork multiBranch(HeadShape shape, float dropout) {
        return new ClamNetwork(shape, dropout, true);
    }

    @Override
    NDArray scores(ParameterStore store, NDArray embedded, boolean training) {
        return score.of(store, embedded, training);
    }

    @Override
    Optional<NDArray> instanceLoss(ParameterStore store, NDArray embedded, NDArray attention, int label) {
        int instances = Math.toIntExact(embedded.getShape().get(0));
        int taken = Math.min(MOST_AT_EITHER_END, instances / 2);
        if (taken == 0) {
            return Optional.empty();
        }
        boolean steps = branched && shape().output() == HeadOutput.CORN;
        // An ordinal branch answers "above this grade?": the highest that the bag passes, of a benign bag the first.
        int own = steps ? Math.max(label - 1, 0) : label;
        int topIs = steps && label == 0 ? 0 : 1;
        float[] weights = attention.get(branched ? own : 0).toFloatArray();
        NDArray chosen = ends(embedded, weights, taken);
        NDArray logits = apply(instance.get(own), store, chosen, true);
        return Optional.of(smoothTop1(logits, taken, topIs));
    }

    /// The most attended instances, then the least, (2 * taken, hidden).
    private static NDArray ends(NDArray embedded, float[] weights, int taken) {
        List<Integer> order = IntStream.range(0, weights.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> weights[i]).reversed())
                .toList();
        float[] selection = new float[2 * taken * weights.length];
        for (int i = 0; i < taken; i++) {
            selection[i * weights.length + order.get(i)] = 1;
            selection[(taken + i) * weights.length + order.get(weights.length - 1 - i)] = 1;
        }
        return embedded.getManager()
                .create(selection, new Shape(2L * taken, weights.length))
                .matMul(embedded);
    }

    /// Mean over the instances of log(sum of exp(s + margin of the wrong)) - s of the right.
    ///
    /// @param logits (2 * taken, 2)
    /// @param topIs class of the first half; the other half is of class 0
    private static NDArray smoothTop1(NDArray logits, int taken, int topIs) {
        float[] margin = new float[4 * taken];
        float[] right = new float[4 * taken];
        for (int i = 0; i < 2 * taken; i++) {
            int wanted = i < taken ? topIs : 0;
            margin[2 * i + 1 - wanted] = MARGIN;
            right[2 * i + wanted] = 1;
        }
        Shape shape = new Shape(2L * taken, 2);
        NDArray wide = logits.add(logits.getManager().create(margin, shape));
        NDArray chosen = wide.logSoftmax(1).mul(logits.getManager().create(right, shape));
        return chosen.sum().neg().div(PyTorch.number(chosen, 2 * taken));
    }

    @Override
    SequencedMap<String, Parameter> named() {
        SequencedMap<String, Parameter> parameters = super.named();
        score.put(parameters);
        for (int c = 0; c < instance.size(); c++) {
            put(parameters, "instance." + c, instance.get(c));
        }
        return parameters;
    }
}
