package org.acinus.wsi.synthetic;

import java.util.List;
import java.util.Random;

/// Random draws in the words of this package. One thread at a time.
final class Dice {
    private final Random random;

    Dice(long seed) {
        // Random's own scrambling leaves neighbouring seeds with alike first draws.
        this.random = new Random(seed * 0x9E3779B97F4A7C15L ^ (seed >>> 17));
    }

    double between(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    /// Around a middle value, with bell-shaped tails cut at two deviations.
    double around(double middle, double deviation) {
        return middle + deviation * Math.clamp(random.nextGaussian(), -2.0, 2.0);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    long seed() {
        return random.nextLong();
    }

    Random source() {
        return random;
    }
}
