package org.acinus.mil.djl.net;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import java.util.List;
import java.util.SequencedMap;
import org.acinus.mil.HeadShape;

/// Attention pooling, gated or not (Ilse, Tomczak, Welling 2018; see [AttentionScore]).
final class AttentionNetwork extends PooledNetwork {
    private final AttentionScore score;

    private AttentionNetwork(HeadShape shape, float dropout, List<Integer> frontWidths, boolean gated) {
        super(shape, dropout, frontWidths, 1);
        score = new AttentionScore(this, shape, gated, 1);
    }

    static AttentionNetwork gated(HeadShape shape, float dropout) {
        return new AttentionNetwork(shape, dropout, SHALLOW, true);
    }

    static AttentionNetwork deepGated(HeadShape shape, float dropout) {
        return new AttentionNetwork(shape, dropout, DEEP, true);
    }

    static AttentionNetwork plain(HeadShape shape, float dropout) {
        return new AttentionNetwork(shape, dropout, SHALLOW, false);
    }

    static AttentionNetwork deepPlain(HeadShape shape, float dropout) {
        return new AttentionNetwork(shape, dropout, DEEP, false);
    }

    @Override
    NDArray scores(ParameterStore store, NDArray embedded, boolean training) {
        return score.of(store, embedded, training);
    }

    @Override
    SequencedMap<String, Parameter> named() {
        SequencedMap<String, Parameter> parameters = super.named();
        score.put(parameters);
        return parameters;
    }
}
