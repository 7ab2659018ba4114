package org.acinus.wsi.synthetic.tissue;

import java.util.Random;

/// Repeatable randomness as a function of place: the same seed and coordinates give the same value in any order of
/// asking, which is what lets a slide be drawn tile by tile.
///
/// Immutable.
final class Noise {
    private static final int TABLE = 256;
    private static final int MASK = TABLE - 1;

    /// Gradient noise in two dimensions stays below the root of one half.
    private static final float AMPLITUDE = 1.41f;

    private final int seed;
    private final byte[] permutation = new byte[TABLE];
    private final float[] gradientX = new float[TABLE];
    private final float[] gradientY = new float[TABLE];

    Noise(long seed) {
        this.seed = Long.hashCode(seed * 0x9E3779B97F4A7C15L);
        Random random = new Random(seed);
        for (int i = 0; i < TABLE; i++) {
            int j = random.nextInt(i + 1);
            permutation[i] = permutation[j];
            permutation[j] = (byte) i;
            gradientX[i] = (float) Math.cos(2 * Math.PI * i / TABLE);
            gradientY[i] = (float) Math.sin(2 * Math.PI * i / TABLE);
        }
    }

    /// Thirty-two well mixed bits for a cell of a grid.
    ///
    /// @param layer keeps several grids apart
    int hash(int layer, int x, int y) {
        int h = seed + 0x27D4EB2F * layer;
        h = (h ^ x * 0x85EBCA6B) * 0xC2B2AE35;
        h = (h ^ h >>> 15 ^ y * 0x9E3779B1) * 0x2C1B3C6D;
        h = (h ^ h >>> 12) * 0x297A2D39;
        return h ^ h >>> 15;
    }

    /// Maps bits of a hash to [0, 1).
    ///
    /// @param part different parts of one hash are as good as independent
    static float unit(int hash, int part) {
        int mixed = (hash + part * 0x9E3779B9) * 0x85EBCA6B;
        mixed = (mixed ^ (mixed >>> 13)) * 0xC2B2AE35;
        return ((mixed ^ (mixed >>> 16)) & 0xFFFFFF) / (float) 0x1000000;
    }

    /// Smooth noise with features about one unit wide (gradient noise, Perlin 2002).
    ///
    /// @param layer keeps several noises apart
    /// @return in [-1, 1], seldom beyond 0.8
    float smooth(int layer, float x, float y) {
        int column = (int) Math.floor(x);
        int row = (int) Math.floor(y);
        float fx = x - column;
        float fy = y - row;
        float sx = fx * fx * fx * (fx * (6 * fx - 15) + 10);
        float sy = fy * fy * fy * (fy * (6 * fy - 15) + 10);
        int here = layer * 37 + row;
        float upper = mix(slope(here, column, fx, fy), slope(here, column + 1, fx - 1, fy), sx);
        float lower = mix(slope(here + 1, column, fx, fy - 1), slope(here + 1, column + 1, fx - 1, fy - 1), sx);
        return AMPLITUDE * mix(upper, lower, sy);
    }

    private static float mix(float a, float b, float part) {
        return a + part * (b - a);
    }

    private float slope(int row, int column, float dx, float dy) {
        int outer = permutation[row & MASK] & MASK;
        int direction = permutation[(column + outer) & MASK] & MASK;
        return gradientX[direction] * dx + gradientY[direction] * dy;
    }
}
