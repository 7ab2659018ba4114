package org.acinus.mil.djl.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import java.util.SequencedMap;
import org.acinus.mil.HeadShape;

/// Gated attention (Ilse, Tomczak, Welling, *Attention-based Deep Multiple Instance Learning*, ICML 2018, arXiv
/// 1802.04712, equation 9): weights are the softmax over the instances of `w (tanh(V h) * sigmoid(U h))`.
///
/// `w` has no bias: the softmax would cancel it.
final class GatedAttentionNetwork extends PooledNetwork {
    private final HeadShape shape;
    private final Linear content;
    private final Linear gate;
    private final Linear score;

    GatedAttentionNetwork(HeadShape shape, float dropout) {
        super(shape, dropout);
        this.shape = shape;
        content = addChildBlock(
                "content", Linear.builder().setUnits(shape.attention()).build());
        gate = addChildBlock(
                "gate", Linear.builder().setUnits(shape.attention()).build());
        score = addChildBlock(
                "score", Linear.builder().setUnits(1).optBias(false).build());
    }

    @Override
    NDArray attention(ParameterStore store, NDArray embedded, boolean training) {
        NDArray wanted = Activation.tanh(apply(content, store, embedded, training));
        NDArray open = Activation.sigmoid(apply(gate, store, embedded, training));
        return apply(score, store, wanted.mul(open), training).transpose().softmax(1);
    }

    @Override
    protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
        super.initializeChildBlocks(manager, dataType, inputShapes);
        content.initialize(manager, dataType, new Shape(1, shape.hidden()));
        gate.initialize(manager, dataType, new Shape(1, shape.hidden()));
        score.initialize(manager, dataType, new Shape(1, shape.attention()));
    }

    @Override
    SequencedMap<String, Parameter> named() {
        SequencedMap<String, Parameter> parameters = super.named();
        put(parameters, "attention.V", content);
        put(parameters, "attention.U", gate);
        put(parameters, "attention.w", score);
        return parameters;
    }
}
