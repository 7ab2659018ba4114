package org.acinus.mil.djl.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import java.util.Optional;
import java.util.SequencedMap;
import org.acinus.mil.HeadShape;

/// The layers that give an instance its attention score (Ilse, Tomczak, Welling, *Attention-based Deep Multiple
/// Instance Learning*, ICML 2018, arXiv 1802.04712): `w tanh(V h)`, equation 8, or with a gate `w (tanh(V h) *
/// sigmoid(U h))`, equation 9.
///
/// `w` has no bias: the softmax over the instances would cancel it.
final class AttentionScore {
    private final Linear content;
    private final Optional<Linear> gate;
    private final Linear score;

    /// Adds the layers to a network.
    ///
    /// @param branches scores an instance
    AttentionScore(MilNetwork network, HeadShape shape, boolean gated, int branches) {
        Shape projected = new Shape(1, shape.hidden());
        content = network.layer(MilNetwork.linear(shape.attention(), true), projected);
        gate = gated
                ? Optional.of(network.layer(MilNetwork.linear(shape.attention(), true), projected))
                : Optional.empty();
        score = network.layer(MilNetwork.linear(branches, false), new Shape(1, shape.attention()));
    }

    /// The scores, (N, branches).
    ///
    /// @param embedded (N, hidden)
    NDArray of(ParameterStore store, NDArray embedded, boolean training) {
        NDArray wanted = Activation.tanh(MilNetwork.apply(content, store, embedded, training));
        NDArray passed = gate.map(
                        layer -> wanted.mul(Activation.sigmoid(MilNetwork.apply(layer, store, embedded, training))))
                .orElse(wanted);
        return MilNetwork.apply(score, store, passed, training);
    }

    void put(SequencedMap<String, Parameter> parameters) {
        MilNetwork.put(parameters, "attention.V", content);
        gate.ifPresent(layer -> MilNetwork.put(parameters, "attention.U", layer));
        MilNetwork.put(parameters, "attention.w", score);
    }
}
