package org.acinus.mil.djl.net;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;

/// For each number of the last layer the instance that scores highest, the first of equals, found a part at a
/// time.
final class CriticalInstances {
    private final int width;
    private final float[] scores;
    private final int[] places;
    private final float[] rows;

    CriticalInstances(int outputs, int width) {
        this.width = width;
        this.scores = new float[outputs];
        Arrays.fill(scores, Float.NEGATIVE_INFINITY);
        this.places = new int[outputs];
        this.rows = new float[outputs * width];
    }

    /// Takes a part.
    ///
    /// @param from its first row in the bag
    /// @param partScores (n, outputs)
    /// @param embedded (n, width)
    void see(int from, NDArray partScores, NDArray embedded) {
        float[] greatest = partScores.max(new int[] {0}).toFloatArray();
        long[] winners = partScores.argMax(0).toLongArray();
        for (int c = 0; c < scores.length; c++) {
            if (greatest[c] > scores[c]) {
                scores[c] = greatest[c];
                places[c] = from + (int) winners[c];
                float[] row = embedded.get(winners[c]).toFloatArray();
                System.arraycopy(row, 0, rows, c * width, width);
            }
        }
    }

    float score(int output) {
        return scores[output];
    }

    /// The instance's place in the bag.
    int row(int output) {
        return places[output];
    }

    /// The projected instances, (outputs, width); not a copy.
    float[] rows() {
        return rows;
    }
}
