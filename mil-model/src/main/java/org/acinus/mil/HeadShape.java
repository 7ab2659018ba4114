package org.acinus.mil;

/// The sizes of a MIL head.
///
/// @param dimension length of an embedding
/// @param classes how many classes it tells apart, at least 2
/// @param hidden width of the projected embedding
/// @param attention width of the attention branch; an architecture without one ignores it
/// @param output what the last layer means
public record HeadShape(int dimension, int classes, int hidden, int attention, HeadOutput output) {
    public HeadShape {
        if (dimension < 1 || classes < 2 || hidden < 1 || attention < 1) {
            throw new IllegalArgumentException("A head cannot have dimension " + dimension + ", " + classes
                    + " classes, hidden " + hidden + ", attention " + attention);
        }
    }

    /// A head whose classes have no order.
    public HeadShape(int dimension, int classes, int hidden, int attention) {
        this(dimension, classes, hidden, attention, HeadOutput.SOFTMAX);
    }

    /// How many numbers the last layer gives.
    public int outputs() {
        return output.numbers(classes);
    }
}
