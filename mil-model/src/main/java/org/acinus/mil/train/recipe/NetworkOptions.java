package org.acinus.mil.train.recipe;

import org.acinus.mil.HeadOutput;
import org.acinus.mil.HeadShape;

/// What is fitted.
///
/// @param architecture one of the engine's, for example `abmil`
/// @param hidden width of the projected embedding
/// @param attention width of the attention branch
/// @param dropout share of the projected features set to zero while training, 0 to below 1
/// @param output what the last layer means
public record NetworkOptions(String architecture, int hidden, int attention, double dropout, HeadOutput output) {
    public NetworkOptions {
        FitOptions.require(hidden >= 1 && attention >= 1, "hidden and attention must be at least 1");
        FitOptions.require(dropout >= 0 && dropout < 1, "dropout must be 0 to below 1");
    }

    /// Hidden 128, attention 64, dropout 0.25, classes without order.
    public static NetworkOptions defaults(String architecture) {
        return new NetworkOptions(architecture, 128, 64, 0.25, HeadOutput.SOFTMAX);
    }

    /// The sizes of such a head.
    ///
    /// @param dimension length of an embedding
    /// @param classes how many it tells apart
    public HeadShape shape(int dimension, int classes) {
        return new HeadShape(dimension, classes, hidden, attention, output);
    }
}
