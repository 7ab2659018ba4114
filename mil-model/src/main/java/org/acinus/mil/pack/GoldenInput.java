package org.acinus.mil.pack;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.acinus.mil.FeatureMatrix;

/// A model input drawn by formula, so that a pack proves itself without a file from elsewhere.
///
/// Written `zeros`, `ones` or `ramp:SEED` in `pack.json`. An encoder's input is one tile: byte `i` of its packed
/// RGB pixels, counted from 0, is [#byteAt]`(i)`. A head's input is one bag of [#BAG_ROWS] rows: value `i` in
/// row-major order is `byteAt(i) / 255`.
public sealed interface GoldenInput {
    /// Rows of the bag that a head is shown.
    int BAG_ROWS = 16;

    /// The byte at a place, 0 to 255.
    ///
    /// @param index from 0, below 2^31
    int byteAt(int index);

    /// Every byte 0.
    record Zeros() implements GoldenInput {
        @Override
        public int byteAt(int index) {
            return 0;
        }

        @Override
        @JsonValue
        public String toString() {
            return "zeros";
        }
    }

    /// Every byte 255, which is 1.0.
    record Ones() implements GoldenInput {
        @Override
        public int byteAt(int index) {
            return 255;
        }

        @Override
        @JsonValue
        public String toString() {
            return "ones";
        }
    }

    /// Byte `i` is `(37 * i + seed * (i >> 8)) mod 256`, computed without overflow: a steep ramp whose slope
    /// changes every 256 bytes, so that neither rows nor channels look alike.
    ///
    /// @param seed 0 to 65535
    record Ramp(int seed) implements GoldenInput {
        public Ramp {
            PackRules.require(seed >= 0 && seed <= 65_535, "golden.cases.input", "ramp:0 to ramp:65535", seed);
        }

        @Override
        public int byteAt(int index) {
            return (int) ((37L * index + (long) seed * (index >> 8)) & 0xff);
        }

        @Override
        @JsonValue
        public String toString() {
            return "ramp:" + seed;
        }
    }

    /// Reads the notation of `pack.json`.
    @JsonCreator
    static GoldenInput parse(String text) {
        return switch (text) {
            case "zeros" -> new Zeros();
            case "ones" -> new Ones();
            default -> parseRamp(text);
        };
    }

    private static GoldenInput parseRamp(String text) {
        if (text.matches("ramp:(0|[1-9][0-9]{0,4})")) {
            return new Ramp(Integer.parseInt(text.substring("ramp:".length())));
        }
        throw new IllegalArgumentException(
                String.format(Locale.ROOT, "golden.cases.input must be zeros, ones or ramp:SEED, not %s", text));
    }

    /// The bag that a head is shown.
    ///
    /// @param dimension length of an embedding
    default FeatureMatrix bag(int dimension) {
        float[] values = new float[Math.multiplyExact(BAG_ROWS, dimension)];
        for (int i = 0; i < values.length; i++) {
            values[i] = byteAt(i) / 255f;
        }
        return new FeatureMatrix(values, BAG_ROWS, dimension);
    }
}
