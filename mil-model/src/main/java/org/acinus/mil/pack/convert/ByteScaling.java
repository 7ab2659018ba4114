package org.acinus.mil.pack.convert;

/// What a network does to the bytes of a tile first: `(byte - centre) / range`, the same in every channel.
///
/// @param centre byte that becomes 0
/// @param range bytes from one whole number to the next
public record ByteScaling(double centre, double range) {
    /// TensorFlow's usual one, to -1 to 1.
    public static final ByteScaling MINUS_ONE_TO_ONE = new ByteScaling(127.5, 127.5);

    /// For `pack.json` and people.
    public String words() {
        return "(byte - " + centre + ") / " + range + " in every channel, inside the graph";
    }
}
