package org.acinus.mil.pack;

import java.util.List;

/// What the model must answer to one input that is drawn by formula.
///
/// @param input which input
/// @param indices places in the flattened output that are compared; of a tile classifier the output is the
///     embedding followed by the class probabilities
/// @param values what must be there, one an index
public record GoldenCase(GoldenInput input, List<Integer> indices, List<Double> values) {
    public GoldenCase {
        indices = List.copyOf(indices);
        values = List.copyOf(values);
        PackRules.require(!indices.isEmpty(), "golden.cases.indices", "not empty", 0);
        PackRules.require(
                indices.size() == values.size(), "golden.cases.values", indices.size() + " long", values.size());
        for (int index : indices) {
            PackRules.require(index >= 0, "golden.cases.indices", "0 or more", index);
        }
        for (double value : values) {
            PackRules.require(Double.isFinite(value), "golden.cases.values", "finite", value);
        }
    }
}
