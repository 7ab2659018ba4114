package org.acinus.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.acinus.mil.djl.GoldenCheck;
import org.acinus.mil.pack.ModelPack;
import org.acinus.mil.pack.convert.Lite0Pack;
import org.acinus.mil.pack.store.PackPlaces;
import org.acinus.mil.pack.store.PackStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How long a slide takes Lite0 on this machine, and an encoder that does not run.
class PackSpeedCheckTest {
    private static final Pattern ESTIMATE =
            Pattern.compile("about ([0-9.]+) minutes .* ([0-9]+) tiles a second, ([0-9,]+) tiles, OnnxRuntime.*, cpu");

    @TempDir
    private Path folder;

    private static PackStore installed() {
        return new PackStore(PackPlaces.ofSystem(Optional.empty(), Optional.empty()), List.of(new Lite0Pack()));
    }

    /// Made of the published weights where it is not there yet.
    private static ModelPack lite0() {
        return installed().find("lite0");
    }

    @Test
    void minutesFollowFromTheSpeedAndASquareCentimetre() {
        Finding finding = new PackSpeedCheck(lite0(), new GoldenCheck(folder)).examine();

        assertThat(finding).as(finding.text()).isInstanceOf(Finding.Good.class);
        Matcher said = ESTIMATE.matcher(finding.text());
        assertThat(said.matches()).as(finding.text()).isTrue();
        // A tile of 224 px at 0.5 µm is 112 µm wide: 10,000 µm by 10,000 µm hold 7,972 of them.
        assertThat(said.group(3)).isEqualTo("7,972");
        double perSecond = Double.parseDouble(said.group(2));
        assertThat(perSecond).isGreaterThan(1);
        double minutes = Double.parseDouble(said.group(1));
        assertThat(minutes).isCloseTo(7972 / perSecond / 60, within(0.06 + minutes / perSecond));
    }

    @Test
    void encoderThatAnswersOtherwiseGetsAdviceAndNoEstimate() throws IOException {
        Path copy = Files.createDirectory(folder.resolve("copy"));
        try (Stream<Path> files = Files.list(lite0().folder())) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(String.valueOf(file.getFileName())));
            }
        }
        ObjectNode manifest =
                (ObjectNode) new JsonMapper().readTree(copy.resolve("pack.json").toFile());
        ((ArrayNode) manifest.at("/golden/cases/0/values")).set(0, 12_345);
        Files.writeString(copy.resolve("pack.json"), manifest.toString());

        Finding finding = new PackSpeedCheck(ModelPack.open(copy), new GoldenCheck(folder)).examine();

        assertThat(finding)
                .isInstanceOfSatisfying(
                        Finding.Advice.class,
                        advice -> assertThat(advice.advice()).contains("does not compute what its maker saw"));
    }

    @Test
    void everyInstalledEncoderIsMeasuredAndNothingElse() {
        List<Check> checks = Checks.speeds(installed(), folder);

        assertThat(checks).extracting(Check::name).contains("pack lite0").doesNotContain("pack demo-head");
    }

    @Test
    void bothEnginesAreNamedWithTheirVersions() {
        assertThat(new EnginesCheck().examine())
                .isInstanceOfSatisfying(
                        Finding.Good.class,
                        good -> assertThat(good.text())
                                .matches("OnnxRuntime \\d.* (for the processor|with CUDA), PyTorch \\d.*"));
    }
}
