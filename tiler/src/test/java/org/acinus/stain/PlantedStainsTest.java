package org.acinus.stain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.ValueLayout;
import java.util.Random;
import org.acinus.wsi.RgbBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Pictures whose stains are known, because they are painted with them.
class PlantedStainsTest {
    private static final int SIDE = 256;

    /// Nuclei with some eosin in them, cytoplasm with little haematoxylin, noise of a sensor, whole grey levels.
    private static RgbBuffer painted(StainVector haematoxylin, StainVector eosin, long seed) {
        Random random = new Random(seed);
        RgbBuffer picture = RgbBuffer.onHeap(SIDE, SIDE);
        long at = 0;
        for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
            boolean nucleus = random.nextDouble() < 0.35;
            double h = nucleus ? 0.5 + 1.2 * random.nextDouble() : 0.15 * random.nextDouble();
            double e = nucleus ? 0.15 * random.nextDouble() : 0.3 + 0.9 * random.nextDouble();
            StainVector density = haematoxylin.combined(h, eosin, e);
            for (double channel : new double[] {density.red(), density.green(), density.blue()}) {
                double level = 240 * Math.exp(-channel) - 1 + 1.5 * random.nextGaussian();
                picture.pixels().set(ValueLayout.JAVA_BYTE, at++, (byte) Math.clamp(Math.round(level), 0, 255));
            }
        }
        return picture;
    }

    @ParameterizedTest
    @CsvSource({
        "0.65, 0.70, 0.29, 0.07, 0.99, 0.11",
        "0.5626, 0.7201, 0.4062, 0.2159, 0.8012, 0.5581",
        "0.72, 0.66, 0.20, 0.35, 0.91, 0.22",
        "0.49, 0.77, 0.41, 0.09, 0.95, 0.28"
    })
    void vahadaneFindsThemWithinThreeDegrees(double hr, double hg, double hb, double er, double eg, double eb) {
        StainVector haematoxylin = new StainVector(hr, hg, hb).unit();
        StainVector eosin = new StainVector(er, eg, eb).unit();
        for (long seed = 1; seed <= 3; seed++) {
            StainProfile found = VahadaneEstimator.estimate(PixelSample.of(painted(haematoxylin, eosin, seed)))
                    .orElseThrow();
            assertThat(found.haematoxylin().degreesTo(haematoxylin)).isLessThan(3);
            assertThat(found.eosin().degreesTo(eosin)).isLessThan(3);
        }
    }

    /// A slide painted with the reference's own stains in the reference's amounts comes out as it was, and one of
    /// another laboratory's comes out as the first: that is what normalising is for.
    @ParameterizedTest
    @CsvSource({"MACENKO, 6", "VAHADANE, 6"})
    void twoLaboratoriesComeOutAlike(StainMethod method, double tolerance) {
        RgbBuffer one = painted(new StainVector(0.65, 0.70, 0.29).unit(), new StainVector(0.2, 0.95, 0.25).unit(), 7);
        RgbBuffer other = painted(new StainVector(0.72, 0.62, 0.31).unit(), new StainVector(0.15, 0.9, 0.4).unit(), 7);
        double before = meanDifference(one, other);
        normalise(one, method);
        normalise(other, method);
        assertThat(meanDifference(one, other)).isLessThan(tolerance).isLessThan(before / 2);
    }

    private static void normalise(RgbBuffer picture, StainMethod method) {
        assertThat(StainFitting.fit(PixelSample.of(picture), Staining.of(method)))
                .isInstanceOfSatisfying(
                        StainFit.Fitted.class, fit -> fit.normaliser().normalise(picture.pixels(), SIDE * SIDE));
    }

    private static double meanDifference(RgbBuffer one, RgbBuffer other) {
        long sum = 0;
        for (long at = 0; at < 3L * SIDE * SIDE; at++) {
            sum += Math.abs((one.pixels().get(ValueLayout.JAVA_BYTE, at) & 255)
                    - (other.pixels().get(ValueLayout.JAVA_BYTE, at) & 255));
        }
        return sum / (3.0 * SIDE * SIDE);
    }

    /// Its noise too, which two stains do not explain.
    @ParameterizedTest
    @CsvSource({"MACENKO", "REINHARD", "VAHADANE"})
    void aPictureThatIsItsOwnTargetStaysAsItIs(StainMethod method) {
        RgbBuffer picture =
                painted(new StainVector(0.72, 0.62, 0.31).unit(), new StainVector(0.15, 0.9, 0.4).unit(), 5);
        RgbBuffer before = TestingPicture.copy(picture);
        Staining own = Staining.like(PixelSample.ofStained(picture), method).orElseThrow();
        assertThat(StainFitting.fit(PixelSample.ofStained(picture), own))
                .isInstanceOfSatisfying(
                        StainFit.Fitted.class, fit -> fit.normaliser().normalise(picture.pixels(), SIDE * SIDE));
        assertThat(TestingPicture.difference(before, picture)).isLessThanOrEqualTo(2);
    }

    @Test
    void twoPicturesComeOutAsTheTargetIs() {
        RgbBuffer target =
                painted(new StainVector(0.65, 0.70, 0.29).unit(), new StainVector(0.2, 0.95, 0.25).unit(), 7);
        RgbBuffer other = painted(new StainVector(0.72, 0.62, 0.31).unit(), new StainVector(0.15, 0.9, 0.4).unit(), 7);
        double before = meanDifference(target, other);
        Staining like = Staining.like(PixelSample.ofStained(target), StainMethod.MACENKO)
                .orElseThrow();
        assertThat(like.word()).matches("macenko/1/[0-9a-f]{8}");
        assertThat(StainFitting.fit(PixelSample.ofStained(other), like))
                .isInstanceOfSatisfying(
                        StainFit.Fitted.class, fit -> fit.normaliser().normalise(other.pixels(), SIDE * SIDE));
        assertThat(meanDifference(target, other)).isLessThan(before / 2);
    }

    @Test
    void reinhardGivesTheReferencesMeanAndDeviation() {
        RgbBuffer picture =
                painted(new StainVector(0.65, 0.70, 0.29).unit(), new StainVector(0.2, 0.95, 0.25).unit(), 3);
        normalise(picture, StainMethod.REINHARD);
        LabStatistics after = LabStatistics.of(PixelSample.of(picture)).orElseThrow();
        // What leaves the range of grey levels is cut, hence no exactness.
        assertThat(after.meanL()).isCloseTo(LabStatistics.REFERENCE.meanL(), within(1.5));
        assertThat(after.meanA()).isCloseTo(LabStatistics.REFERENCE.meanA(), within(1.5));
        assertThat(after.meanB()).isCloseTo(LabStatistics.REFERENCE.meanB(), within(1.5));
        assertThat(after.deviationL()).isCloseTo(LabStatistics.REFERENCE.deviationL(), within(2.0));
    }

    /// The reference's colours follow from the reference's stains: 1000 x 1000 quantiles of two exponential
    /// distributions.
    @Test
    void theReferenceOfReinhardIsThatOfMacenkoInOtherWords() {
        int quantiles = 1000;
        RgbBuffer mixture = RgbBuffer.onHeap(quantiles, quantiles);
        StainProfile stains = StainProfile.REFERENCE;
        long at = 0;
        for (int i = 0; i < quantiles; i++) {
            for (int j = 0; j < quantiles; j++) {
                double h = -Math.log(1 - (i + 0.5) / quantiles) * stains.mostHaematoxylin() / Math.log(100);
                double e = -Math.log(1 - (j + 0.5) / quantiles) * stains.mostEosin() / Math.log(100);
                StainVector density = stains.haematoxylin().combined(h, stains.eosin(), e);
                for (double channel : new double[] {density.red(), density.green(), density.blue()}) {
                    mixture.pixels().set(ValueLayout.JAVA_BYTE, at++, (byte) Math.round(240 * Math.exp(-channel)));
                }
            }
        }
        LabStatistics measured = LabStatistics.of(PixelSample.of(mixture)).orElseThrow();
        LabStatistics stated = LabStatistics.REFERENCE;
        assertThat(new double[] {
                    measured.meanL(), measured.meanA(), measured.meanB(),
                    measured.deviationL(), measured.deviationA(), measured.deviationB()
                })
                .containsExactly(
                        new double[] {
                            stated.meanL(), stated.meanA(), stated.meanB(),
                            stated.deviationL(), stated.deviationA(), stated.deviationB()
                        },
                        within(0.01));
    }

    @ParameterizedTest
    @CsvSource({"MACENKO", "REINHARD", "VAHADANE"})
    void aSampleOfOneColourOrOfFewPixelsIsNotFitted(StainMethod method) {
        RgbBuffer pink = RgbBuffer.onHeap(SIDE, SIDE);
        for (long at = 0; at < 3L * SIDE * SIDE; at++) {
            pink.pixels().set(ValueLayout.JAVA_BYTE, at, (byte) (at % 3 == 1 ? 120 : 180));
        }
        assertThat(StainFitting.fit(PixelSample.of(pink), Staining.of(method))).isInstanceOf(StainFit.NotFitted.class);
        assertThat(StainFitting.fit(PixelSample.of(RgbBuffer.onHeap(10, 10)), Staining.of(method)))
                .isInstanceOfSatisfying(
                        StainFit.NotFitted.class,
                        refused -> assertThat(refused.reason()).contains("100 sampled tissue pixels"));
    }

    @Test
    void theIdentityChangesNothing() {
        RgbBuffer levels = RgbBuffer.onHeap(SIDE, 1);
        for (int level = 0; level < SIDE; level++) {
            for (int channel = 0; channel < 3; channel++) {
                levels.pixels().set(ValueLayout.JAVA_BYTE, 3L * level + channel, (byte) (level * (channel + 1)));
            }
        }
        RgbBuffer before = TestingPicture.copy(levels);
        DensityMap.linear(new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}, new double[3])
                .normalise(levels.pixels(), SIDE);
        assertThat(TestingPicture.difference(before, levels)).isZero();
        LabStatistics any = new LabStatistics(60, 10, -10, 10, 5, 5);
        new LabMap(any, any).normalise(levels.pixels(), SIDE);
        assertThat(TestingPicture.difference(before, levels)).isLessThanOrEqualTo(1);
    }
}
