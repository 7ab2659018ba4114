package org.acinus.stain.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.acinus.tiling.TileAddress;
import org.acinus.tiling.TileFrame;
import org.acinus.wsi.RgbBuffer;
import org.junit.jupiter.api.Test;

class TileAugmenterTest {
    private static final int SIDE = 64;

    private static TileFrame tile(int column) {
        return new TileFrame(new TileAddress(column, 2), 0, 0, SIDE, SIDE);
    }

    /// Red grows to the right, green downwards.
    private static RgbBuffer ramp() {
        RgbBuffer ramp = RgbBuffer.onHeap(SIDE, SIDE);
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                set(ramp, x, y, 3 * x, 3 * y, 100);
            }
        }
        return ramp;
    }

    private static void set(RgbBuffer picture, int x, int y, int... rgb) {
        for (int channel = 0; channel < 3; channel++) {
            picture.pixels().set(ValueLayout.JAVA_BYTE, 3L * (y * SIDE + x) + channel, (byte) rgb[channel]);
        }
    }

    private static int at(RgbBuffer picture, int x, int y, int channel) {
        return picture.pixels().get(ValueLayout.JAVA_BYTE, 3L * (y * SIDE + x) + channel) & 255;
    }

    private static byte[] augmented(Augmentation augmentation, long seed, int column) {
        RgbBuffer picture = ramp();
        new TileAugmenter(augmentation, seed).apply(tile(column), picture);
        return picture.pixels().toArray(ValueLayout.JAVA_BYTE);
    }

    @Test
    void theSameSeedAndTileGiveTheSamePixelsAndOthersDoNot() {
        byte[] once = augmented(Augmentation.USUAL, 5, 1);
        assertThat(augmented(Augmentation.USUAL, 5, 1)).isEqualTo(once);
        assertThat(augmented(Augmentation.USUAL, 6, 1)).isNotEqualTo(once);
        assertThat(augmented(Augmentation.USUAL, 5, 2)).isNotEqualTo(once);
    }

    @Test
    void noAugmentationIsNone() {
        assertThat(augmented(new Augmentation(0, 0, false, 0), 1, 1))
                .isEqualTo(ramp().pixels().toArray(ValueLayout.JAVA_BYTE));
    }

    /// The corners tell which of the eight ways a tile was turned; all pixels follow them.
    @Test
    void tilesAreTurnedAllEightWaysAndNoPixelIsLost() {
        Set<String> ways = new HashSet<>();
        for (int column = 0; column < 200; column++) {
            RgbBuffer turned = ramp();
            new TileAugmenter(new Augmentation(0, 0, true, 0), 9).apply(tile(column), turned);
            int last = SIDE - 1;
            ways.add(at(turned, 0, 0, 0) + " " + at(turned, 0, 0, 1) + " " + at(turned, last, 0, 0) + " "
                    + at(turned, last, 0, 1));
            assertThat(sorted(turned)).isEqualTo(sorted(ramp()));
        }
        assertThat(ways).hasSize(8);
    }

    private static int[] sorted(RgbBuffer picture) {
        int[] pixels = new int[SIDE * SIDE];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = at(picture, i % SIDE, i / SIDE, 0) << 8 | at(picture, i % SIDE, i / SIDE, 1);
        }
        Arrays.sort(pixels);
        return pixels;
    }

    /// On a ramp of three levels a pixel, a displacement is a third of the difference in levels.
    @Test
    void theElasticDisplacementHasTheDeviationThatWasAskedFor() {
        double squares = 0;
        int count = 0;
        for (int column = 0; column < 300; column++) {
            RgbBuffer moved = ramp();
            new TileAugmenter(new Augmentation(0, 0, false, 2), 4).apply(tile(column), moved);
            // At a node of the field, whose spacing is a quarter of the tile.
            double pixels = (at(moved, SIDE / 2, SIDE / 2, 0) - 3 * (SIDE / 2)) / 3.0;
            squares += pixels * pixels;
            count++;
        }
        assertThat(Math.sqrt(squares / count)).isCloseTo(2, within(0.3));
    }

    @Test
    void brightnessAloneMultipliesLight() {
        for (int column = 0; column < 20; column++) {
            RgbBuffer picture = ramp();
            new TileAugmenter(new Augmentation(0, 0.2, false, 0), 4).apply(tile(column), picture);
            double gain = (at(picture, 40, 0, 0) + 1) / 121.0;
            assertThat(gain).isBetween(0.79, 1.21);
            assertThat(at(picture, 20, 50, 1)).isCloseTo((int) Math.round(151 * gain - 1), within(1));
        }
    }

    /// More of every stain is darker: a tile of pure haematoxylin keeps its hue in optical density.
    @Test
    void stainJitterScalesAStainAlongItsOwnVector() {
        double[] haematoxylin = {0.650, 0.704, 0.286};
        RgbBuffer picture = RgbBuffer.onHeap(SIDE, SIDE);
        int[] rgb = new int[3];
        for (int channel = 0; channel < 3; channel++) {
            rgb[channel] = (int) Math.round(256 * Math.exp(-haematoxylin[channel]) - 1);
        }
        for (int i = 0; i < SIDE * SIDE; i++) {
            set(picture, i % SIDE, i / SIDE, rgb);
        }
        HedSpace.jitter(new double[] {1.5, 1, 1}, new double[3], 1).normalise(picture.pixels(), SIDE * SIDE);
        for (int channel = 0; channel < 3; channel++) {
            int expected = (int) Math.round(256 * Math.exp(-1.5 * haematoxylin[channel]) - 1);
            assertThat(at(picture, 5, 5, channel)).isCloseTo(expected, within(2));
        }
    }
}
