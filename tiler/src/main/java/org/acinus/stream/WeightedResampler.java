package org.acinus.stream;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.acinus.wsi.RgbBuffer;

/// Averages by any ratio: rows first, in a loop that the compiler turns into vector instructions, then
/// columns.
///
/// Values are kept around zero (128 less than they are), for Java's bytes have a sign and only signed bytes
/// convert to float in vector instructions.
final class WeightedResampler implements AreaResampler {
    private static final int CHANNELS = RgbBuffer.BYTES_PER_PIXEL;
    private static final int SIGN = 128;

    private final int outputPixels;
    private final AreaWeights horizontal;
    private final AreaWeights vertical;
    private final byte[] inputRow;
    private final float[] sums;
    private final float[] reduced;
    private final byte[] outputRow;

    WeightedResampler(int outputPixels, AreaWeights horizontal, AreaWeights vertical) {
        this.outputPixels = outputPixels;
        this.horizontal = horizontal;
        this.vertical = vertical;
        this.inputRow = new byte[CHANNELS * horizontal.inputPixels()];
        this.sums = new float[inputRow.length];
        this.reduced = new float[CHANNELS * outputPixels];
        this.outputRow = new byte[CHANNELS * outputPixels];
    }

    @Override
    public void resample(RgbBuffer input, MemorySegment output) {
        for (int y = 0; y < outputPixels; y++) {
            Arrays.fill(sums, 0);
            for (int tap = vertical.first(y); tap < vertical.first(y + 1); tap++) {
                long from = (long) vertical.input(tap) * inputRow.length;
                MemorySegment.copy(input.pixels(), ValueLayout.JAVA_BYTE, from, inputRow, 0, inputRow.length);
                add(inputRow, vertical.weight(tap), sums);
            }
            reduceRow();
            round(reduced, horizontal.covered() * vertical.covered(), outputRow);
            long to = (long) y * outputRow.length;
            MemorySegment.copy(outputRow, 0, output, ValueLayout.JAVA_BYTE, to, outputRow.length);
        }
    }

    private static void add(byte[] row, float weight, float[] sums) {
        for (int i = 0; i < row.length; i++) {
            row[i] = (byte) (row[i] ^ SIGN);
        }
        for (int i = 0; i < row.length; i++) {
            sums[i] += weight * row[i];
        }
    }

    private void reduceRow() {
        for (int x = 0; x < outputPixels; x++) {
            float red = 0;
            float green = 0;
            float blue = 0;
            for (int tap = horizontal.first(x); tap < horizontal.first(x + 1); tap++) {
                int at = CHANNELS * horizontal.input(tap);
                float weight = horizontal.weight(tap);
                red += weight * sums[at];
                green += weight * sums[at + 1];
                blue += weight * sums[at + 2];
            }
            reduced[CHANNELS * x] = red;
            reduced[CHANNELS * x + 1] = green;
            reduced[CHANNELS * x + 2] = blue;
        }
    }

    private static void round(float[] sums, float area, byte[] row) {
        // A half for rounding, and what makes the values positive again.
        float offset = (SIGN + 0.5f) * area;
        for (int i = 0; i < row.length; i++) {
            row[i] = (byte) ((sums[i] + offset) / area);
        }
    }
}
