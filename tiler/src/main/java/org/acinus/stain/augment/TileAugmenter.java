package org.acinus.stain.augment;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.random.RandomGenerator;
import org.acinus.stream.TileTransform;
import org.acinus.tiling.TileFrame;
import org.acinus.wsi.RgbBuffer;

/// Varies tiles at random, each by a stream of random numbers of its own: the same seed and tile give the same
/// pixels, whatever the threads and the order.
public final class TileAugmenter implements TileTransform {
    private static final int CHANNELS = RgbBuffer.BYTES_PER_PIXEL;
    private static final int TURNS = 8;

    private final Augmentation augmentation;
    private final long seed;
    /// As many copies of a tile as threads ever worked at once.
    private final Queue<byte[]> scratch = new ConcurrentLinkedQueue<>();

    /// An augmenter.
    ///
    /// @param seed another one for every pass over a slide
    public TileAugmenter(Augmentation augmentation, long seed) {
        this.augmentation = augmentation;
        this.seed = seed;
    }

    @Override
    public void apply(TileFrame tile, RgbBuffer pixels) {
        long place = (long) tile.address().row() << 32 | tile.address().column();
        RandomGenerator random = new SplittableRandom(seed ^ place * 0x9E37_79B9_7F4A_7C15L);
        jitter(random, pixels);
        move(random, pixels);
    }

    private void jitter(RandomGenerator random, RgbBuffer pixels) {
        double[] factors = new double[3];
        double[] raises = new double[3];
        for (int stain = 0; stain < 3; stain++) {
            factors[stain] = 1 + augmentation.stain() * within1(random);
            raises[stain] = augmentation.stain() / 10 * within1(random);
        }
        double light = 1 + augmentation.brightness() * within1(random);
        if (augmentation.stain() > 0 || augmentation.brightness() > 0) {
            HedSpace.jitter(factors, raises, light)
                    .normalise(pixels.pixels(), Math.multiplyExact(pixels.width(), pixels.height()));
        }
    }

    private static double within1(RandomGenerator random) {
        return 2 * random.nextDouble() - 1;
    }

    private void move(RandomGenerator random, RgbBuffer pixels) {
        int number = random.nextInt(TURNS);
        Turn turn = augmentation.turned() ? Turn.of(number) : Turn.NONE;
        boolean elastic = augmentation.elasticPixels() > 0;
        if (!elastic && turn.equals(Turn.NONE)) {
            return;
        }
        int bytes = Math.toIntExact(RgbBuffer.byteSize(pixels.width(), pixels.height()));
        byte[] kept = scratch.poll();
        byte[] source = kept != null && kept.length == bytes ? kept : new byte[bytes];
        MemorySegment.copy(pixels.pixels(), ValueLayout.JAVA_BYTE, 0, source, 0, bytes);
        if (elastic) {
            stretch(source, turn, new Displacement(pixels.width(), augmentation.elasticPixels(), random), pixels);
        } else {
            turn(source, turn, pixels);
        }
        scratch.add(source);
    }

    private static void turn(byte[] source, Turn turn, RgbBuffer into) {
        int side = into.width();
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int column = (int) turn.sourceX(x, y, side);
                int row = (int) turn.sourceY(x, y, side);
                int from = CHANNELS * (row * side + column);
                long at = CHANNELS * ((long) y * side + x);
                MemorySegment.copy(source, from, into.pixels(), ValueLayout.JAVA_BYTE, at, CHANNELS);
            }
        }
    }

    private static void stretch(byte[] source, Turn turn, Displacement field, RgbBuffer into) {
        int side = into.width();
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                double movedX = Math.clamp(x + field.x(x, y), 0, side - 1);
                double movedY = Math.clamp(y + field.y(x, y), 0, side - 1);
                between(
                        source,
                        side,
                        turn.sourceX(movedX, movedY, side),
                        turn.sourceY(movedX, movedY, side),
                        into.pixels(),
                        CHANNELS * ((long) y * side + x));
            }
        }
    }

    /// One pixel from the four around a place.
    private static void between(byte[] source, int side, double x, double y, MemorySegment into, long at) {
        int left = Math.min(side - 1, (int) x);
        int top = Math.min(side - 1, (int) y);
        int right = Math.min(side - 1, left + 1);
        int bottom = Math.min(side - 1, top + 1);
        double shareX = x - left;
        double shareY = y - top;
        for (int channel = 0; channel < CHANNELS; channel++) {
            double above = level(source, side, left, top, channel) * (1 - shareX)
                    + level(source, side, right, top, channel) * shareX;
            double below = level(source, side, left, bottom, channel) * (1 - shareX)
                    + level(source, side, right, bottom, channel) * shareX;
            into.set(ValueLayout.JAVA_BYTE, at + channel, (byte) Math.round(above * (1 - shareY) + below * shareY));
        }
    }

    private static int level(byte[] source, int side, int x, int y, int channel) {
        return source[CHANNELS * (y * side + x) + channel] & 255;
    }
}
