package org.acinus.wsi.synthetic.tissue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import org.acinus.wsi.RgbBuffer;
import org.acinus.wsi.synthetic.scene.Blob;
import org.acinus.wsi.synthetic.scene.Pattern;
import org.acinus.wsi.synthetic.scene.Scene;
import org.acinus.wsi.synthetic.scene.SlideLook;
import org.acinus.wsi.synthetic.scene.TissueTraits;
import org.acinus.wsi.synthetic.scene.Tumour;
import org.junit.jupiter.api.Test;

class TissuePictureTest {
    private static final Scene SCENE = new Scene(
            7,
            4000,
            3000,
            List.of(new Blob(2000, 1500, 1700, 1200, Blob.Turn.radians(0.2), 0)),
            List.of(
                    new Tumour(Blob.upright(1200, 1300, 350, 330, 1), Pattern.G3),
                    new Tumour(Blob.upright(2900, 1500, 330, 300, 2), Pattern.G5)),
            List.of(Blob.upright(2000, 1900, 260, 250, 3)),
            TissueTraits.PLAIN,
            SlideLook.PLAIN);
    private static final TissuePicture PICTURE = new TissuePicture(SCENE);

    private static byte[] read(TissuePicture picture, long x, long y, int width, int height) {
        RgbBuffer buffer = RgbBuffer.onHeap(width, height);
        picture.read(x, y, buffer);
        return buffer.pixels().toArray(ValueLayout.JAVA_BYTE);
    }

    @Test
    void partsFitTogetherWithoutASeam() {
        byte[] whole = read(PICTURE, 950, 1050, 400, 300);
        for (int[] part : new int[][] {{0, 0, 131, 77}, {131, 0, 269, 300}, {3, 77, 128, 223}, {397, 299, 3, 1}}) {
            byte[] pixels = read(PICTURE, 950L + part[0], 1050L + part[1], part[2], part[3]);
            for (int row = 0; row < part[3]; row++) {
                int from = 3 * ((part[1] + row) * 400 + part[0]);
                assertThat(Arrays.copyOfRange(pixels, 3 * row * part[2], 3 * (row + 1) * part[2]))
                        .isEqualTo(Arrays.copyOfRange(whole, from, from + 3 * part[2]));
            }
        }
    }

    @Test
    void sameSceneGivesTheSamePixelsAndAnotherSeedOthers() {
        byte[] one = read(PICTURE, 2000, 1500, 64, 64);
        assertThat(read(new TissuePicture(SCENE), 2000, 1500, 64, 64)).isEqualTo(one);
        Scene other = new Scene(
                8, 4000, 3000, SCENE.islands(), SCENE.tumours(), SCENE.mimics(), SCENE.traits(), SCENE.look());
        assertThat(read(new TissuePicture(other), 2000, 1500, 64, 64)).isNotEqualTo(one);
    }

    @Test
    void glassHasItsColourAndTheCamerasNoise() {
        byte[] glass = read(PICTURE, 20, 20, 200, 100);
        double[] mean = new double[3];
        for (int i = 0; i < glass.length; i++) {
            int value = Byte.toUnsignedInt(glass[i]);
            assertThat(value).isBetween(236, 250);
            mean[i % 3] += value / 20_000.0;
        }
        assertThat(mean[0]).isCloseTo(243, within(0.5));
        assertThat(mean[1]).isCloseTo(242, within(0.5));
        assertThat(mean[2]).isCloseTo(244, within(0.5));
    }

    @Test
    void tissueIsPinkAndTumourFullOfNuclei() {
        byte[] stroma = read(PICTURE, 1800, 600, 300, 300);
        assertThat(mean(stroma, 0)).as("red over green").isGreaterThan(mean(stroma, 1) + 40);
        double benign = shareOfNuclei(read(PICTURE, 1700, 900, 400, 400));
        assertThat(shareOfNuclei(read(PICTURE, 2750, 1350, 300, 300)))
                .as("sheets of pattern 5")
                .isGreaterThan(0.25)
                .isGreaterThan(3 * benign);
        assertThat(shareOfNuclei(read(PICTURE, 1050, 1150, 300, 300)))
                .as("glands of pattern 3")
                .isGreaterThan(0.04);
    }

    private static double mean(byte[] rgb, int channel) {
        double sum = 0;
        for (int i = channel; i < rgb.length; i += 3) {
            sum += Byte.toUnsignedInt(rgb[i]);
        }
        return sum / (rgb.length / 3.0);
    }

    /// Haematoxylin takes red away, eosin does not.
    private static double shareOfNuclei(byte[] rgb) {
        int dark = 0;
        for (int i = 0; i < rgb.length; i += 3) {
            if (Byte.toUnsignedInt(rgb[i]) < 175) {
                dark++;
            }
        }
        return dark / (rgb.length / 3.0);
    }
}
