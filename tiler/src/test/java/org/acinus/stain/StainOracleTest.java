package org.acinus.stain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import org.acinus.wsi.RgbBuffer;
import org.acinus.wsi.SharedData;
import org.junit.jupiter.api.Test;

/// Against torchstain 1.4.1 (numpy backend), whose pictures and values lie beside its example pictures.
class StainOracleTest {
    private static RgbBuffer picture(String name) throws IOException {
        return TestingPicture.read(SharedData.require("data/stain-torchstain/" + name));
    }

    private static StainProfile macenko(String name) throws IOException {
        return MacenkoEstimator.estimate(PixelSample.of(picture(name))).orElseThrow();
    }

    @Test
    void theTargetsStainsAreThoseOfTheOtherImplementation() throws IOException {
        StainProfile target = macenko("target.png");
        // macenko_HERef and macenko_maxCRef of expected_values.json; theirs may be some eigenvector's rounding off.
        requireVector(target.haematoxylin(), 0.7216371864, 0.6620382833, 0.2023489129);
        requireVector(target.eosin(), 0.3497143583, 0.9101412648, 0.2221322707);
        assertThat(target.mostHaematoxylin()).isCloseTo(1.7769213036, within(1e-6));
        assertThat(target.mostEosin()).isCloseTo(0.7388562417, within(1e-6));
    }

    @Test
    void theSourcesStainsAreThoseOfTheOtherImplementation() throws IOException {
        StainProfile source = macenko("source.png");
        requireVector(source.haematoxylin(), 0.6670163411, 0.7253496161, 0.1701679615);
        requireVector(source.eosin(), 0.3566925385, 0.9168907956, 0.1791136562);
        assertThat(source.mostHaematoxylin()).isCloseTo(1.1994882182, within(1e-6));
        assertThat(source.mostEosin()).isCloseTo(1.1541338023, within(1e-6));
    }

    private static void requireVector(StainVector vector, double red, double green, double blue) {
        assertThat(vector.red()).isCloseTo(red, within(1e-6));
        assertThat(vector.green()).isCloseTo(green, within(1e-6));
        assertThat(vector.blue()).isCloseTo(blue, within(1e-6));
    }

    @Test
    void macenkosPictureIsThatOfTheOtherImplementation() throws IOException {
        RgbBuffer source = picture("source.png");
        DensityMap.between(macenko("source.png"), macenko("target.png"))
                .normalise(source.pixels(), source.width() * source.height());
        // Theirs cuts decimals off, ours rounds.
        assertThat(TestingPicture.difference(source, picture("expected_numpy_macenko_norm.png")))
                .isLessThanOrEqualTo(1);
    }

    @Test
    void reinhardsValuesAreThoseOfTheOtherImplementation() throws IOException {
        LabStatistics target =
                LabStatistics.of(PixelSample.of(picture("target.png"))).orElseThrow();
        assertThat(target.meanL()).isCloseTo(70.39622, within(0.01));
        assertThat(target.meanA()).isCloseTo(11.84382, within(0.01));
        assertThat(target.meanB()).isCloseTo(-19.95210, within(0.01));
        assertThat(target.deviationL()).isCloseTo(14.09121, within(0.01));
        assertThat(target.deviationA()).isCloseTo(7.23299, within(0.01));
        assertThat(target.deviationB()).isCloseTo(10.12131, within(0.01));
    }

    @Test
    void reinhardsPictureIsThatOfTheOtherImplementation() throws IOException {
        RgbBuffer source = picture("source.png");
        LabStatistics from = LabStatistics.of(PixelSample.of(source)).orElseThrow();
        LabStatistics to =
                LabStatistics.of(PixelSample.of(picture("target.png"))).orElseThrow();
        new LabMap(from, to).normalise(source.pixels(), source.width() * source.height());
        assertThat(TestingPicture.difference(source, picture("expected_numpy_reinhard_norm.png")))
                .isLessThanOrEqualTo(2);
    }

    /// On a real picture both find the same pair of stains, within what their different ideas of it allow.
    @Test
    void vahadaneAndMacenkoAgreeOnARealPicture() throws IOException {
        StainProfile sparse = VahadaneEstimator.estimate(PixelSample.of(picture("target.png")))
                .orElseThrow();
        StainProfile plane = macenko("target.png");
        assertThat(sparse.haematoxylin().degreesTo(plane.haematoxylin())).isLessThan(15);
        assertThat(sparse.eosin().degreesTo(plane.eosin())).isLessThan(15);
    }
}
