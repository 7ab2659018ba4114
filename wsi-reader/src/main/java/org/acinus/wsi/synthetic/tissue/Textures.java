package org.acinus.wsi.synthetic.tissue;

import java.util.Random;

/// Small periodic pictures from which stroma, cytoplasm and the camera's noise are made; the same for every slide.
///
/// Immutable; made once per process, about 0.1 s.
final class Textures {
    /// The only instance.
    static final Textures SHARED = new Textures();

    private static final int EDGE = 512;
    private static final int MASK = EDGE - 1;
    private static final int DIRECTIONS = 8;
    private static final int FIBRE_LENGTH = 44;
    private static final int FOAM_CELL = 8;

    private final byte[][] fibres = new byte[DIRECTIONS][];
    private final byte[] grain;
    private final byte[] foam;
    private final byte[] camera;

    private Textures() {
        Random random = new Random(20_251_123L);
        float[] white = new float[EDGE * EDGE];
        for (int i = 0; i < white.length; i++) {
            white[i] = (float) random.nextGaussian();
        }
        for (int direction = 0; direction < DIRECTIONS; direction++) {
            fibres[direction] = normalised(streaks(soft(white), Math.PI * direction / DIRECTIONS), 48);
        }
        grain = normalised(soft(soft(white)), 42);
        camera = normalised(white, 42);
        foam = foam(random);
    }

    /// Bundles of fibres in one of 16 half-open directions; in between, two textures are mixed.
    ///
    /// @param direction in eighths of a half turn, any number
    /// @return about -1 to 1
    float fibre(float direction, long x, long y) {
        int floor = (int) Math.floor(direction);
        float part = direction - floor;
        int at = at(x, y);
        float mixed =
                fibres[floor & (DIRECTIONS - 1)][at] * (1 - part) + fibres[floor + 1 & (DIRECTIONS - 1)][at] * part;
        return mixed / 64f;
    }

    /// Soft specks two or three pixels wide, about -1 to 1.
    float grain(long x, long y) {
        return grain[at(x, y)] / 64f;
    }

    /// Bubbles as in cytoplasm: 0 inside, up to 1 on their walls.
    float foam(long x, long y) {
        return foam[at(x, y)] / 127f;
    }

    /// Independent noise of the camera, about -1.5 to 1.5.
    float camera(long x, long y) {
        return camera[at(x, y)] / 42f;
    }

    private static int at(long x, long y) {
        return (int) (y & MASK) * EDGE + (int) (x & MASK);
    }

    private static float[] soft(float[] in) {
        float[] out = new float[in.length];
        for (int y = 0; y < EDGE; y++) {
            for (int x = 0; x < EDGE; x++) {
                out[at(x, y)] = 4 * in[at(x, y)]
                        + 2 * (in[at(x - 1, y)] + in[at(x + 1, y)] + in[at(x, y - 1)] + in[at(x, y + 1)])
                        + in[at(x - 1, y - 1)]
                        + in[at(x + 1, y - 1)]
                        + in[at(x - 1, y + 1)]
                        + in[at(x + 1, y + 1)];
            }
        }
        return out;
    }

    /// Line integral convolution along one direction (Cabral and Leedom 1993).
    private static float[] streaks(float[] in, double angle) {
        float[] out = new float[in.length];
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        for (int step = -FIBRE_LENGTH / 2; step <= FIBRE_LENGTH / 2; step++) {
            int dx = (int) Math.round(step * cos);
            int dy = (int) Math.round(step * sin);
            for (int y = 0; y < EDGE; y++) {
                for (int x = 0; x < EDGE; x++) {
                    out[at(x, y)] += in[at(x + dx, y + dy)];
                }
            }
        }
        return out;
    }

    private static byte[] foam(Random random) {
        int cells = EDGE / FOAM_CELL;
        float[] siteX = new float[cells * cells];
        float[] siteY = new float[cells * cells];
        for (int i = 0; i < siteX.length; i++) {
            siteX[i] = random.nextFloat() * FOAM_CELL;
            siteY[i] = random.nextFloat() * FOAM_CELL;
        }
        byte[] walls = new byte[EDGE * EDGE];
        for (int y = 0; y < EDGE; y++) {
            for (int x = 0; x < EDGE; x++) {
                double first = Double.MAX_VALUE;
                double second = Double.MAX_VALUE;
                for (int r = y / FOAM_CELL - 1; r <= y / FOAM_CELL + 1; r++) {
                    for (int c = x / FOAM_CELL - 1; c <= x / FOAM_CELL + 1; c++) {
                        int site = Math.floorMod(r, cells) * cells + Math.floorMod(c, cells);
                        double distance = Math.hypot(c * FOAM_CELL + siteX[site] - x, r * FOAM_CELL + siteY[site] - y);
                        second = Math.min(second, Math.max(first, distance));
                        first = Math.min(first, distance);
                    }
                }
                walls[at(x, y)] = (byte) (127 * Math.max(0, 1 - (second - first) / 2.5));
            }
        }
        return walls;
    }

    /// Scales to mean 0 and the given deviation, clipped to a byte.
    private static byte[] normalised(float[] in, double deviation) {
        double sum = 0;
        double squares = 0;
        for (float value : in) {
            sum += value;
            squares += (double) value * value;
        }
        double mean = sum / in.length;
        double scale = deviation / Math.sqrt(squares / in.length - mean * mean);
        byte[] out = new byte[in.length];
        for (int i = 0; i < in.length; i++) {
            out[i] = (byte) Math.clamp(Math.round((in[i] - mean) * scale), -127, 127);
        }
        return out;
    }
}
