package org.acinus.mil.djl.net;

import java.util.ArrayList;
import java.util.List;
import org.acinus.mil.BagPrediction;
import org.acinus.mil.HeadShape;

/// What a network says of a bag, out of the engine's memory.
///
/// A class and not a record, because arrays break a record's equality. Not copied; whoever fills them stops writing to
/// them.
final class BagAnswer {
    private final float[] logits;
    private final float[] attention;
    private final float[] contributions;

    /// Wraps the arrays.
    ///
    /// @param logits the numbers of the last layer
    /// @param attention one an instance, not negative, adding up to 1
    /// @param contributions each instance's share of each number, (N, outputs); their sum over the instances is the
    ///     logits less the biases
    BagAnswer(float[] logits, float[] attention, float[] contributions) {
        this.logits = logits;
        this.attention = attention;
        this.contributions = contributions;
    }

    /// As probabilities, for people.
    BagPrediction prediction(HeadShape shape) {
        int outputs = shape.outputs();
        List<Float> shares = new ArrayList<>(attention.length);
        List<Float> towardsCancer = new ArrayList<>(attention.length);
        for (int i = 0; i < attention.length; i++) {
            shares.add(attention[i]);
            towardsCancer.add((float) shape.output().towardsCancer(contributions, i * outputs, outputs));
        }
        return new BagPrediction(shape.output().probabilities(logits), shares, towardsCancer);
    }
}
