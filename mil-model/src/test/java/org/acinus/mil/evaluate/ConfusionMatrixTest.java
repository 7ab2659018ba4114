package org.acinus.mil.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfusionMatrixTest {

    /// Kappa, accuracy, sensitivity and specificity by the official code of the PANDA challenge on its example
    /// files.
    @ParameterizedTest
    @CsvSource({
        "submission.csv,0.778860,0.354369,0.811321,0.531915",
        "submission-team-2.csv,0.658356,0.315534,0.748428,0.531915"
    })
    void agreesWithTheOfficialCodeOfThePandaChallenge(
            String file, double kappa, double accuracy, double sensitivity, double specificity) throws IOException {
        Path folder = Path.of(System.getProperty("acinus.shared", "shared"), "data", "labels-panda-challenge-eval");
        assumeTrue(Files.isDirectory(folder), "The PANDA example files are not here: " + folder);
        Map<String, Integer> truth = grades(folder.resolve("example-reference.csv"));
        Map<String, Integer> called = grades(folder.resolve(file));
        assertThat(called.keySet()).isEqualTo(truth.keySet());

        ConfusionMatrix matrix =
                ConfusionMatrix.of(6, new ArrayList<>(truth.values()), new ArrayList<>(called.values()));

        assertThat(matrix.total()).isEqualTo(206);
        assertThat(matrix.quadraticKappa().orElseThrow()).isCloseTo(kappa, within(5e-7));
        assertThat(matrix.accuracy()).isCloseTo(accuracy, within(5e-7));
        assertThat(matrix.sensitivity().orElseThrow()).isCloseTo(sensitivity, within(5e-7));
        assertThat(matrix.specificity().orElseThrow()).isCloseTo(specificity, within(5e-7));
    }

    private static Map<String, Integer> grades(Path file) throws IOException {
        Map<String, Integer> grades = new TreeMap<>();
        for (String line : Files.readAllLines(file).stream().skip(1).toList()) {
            String[] fields = line.split(",", -1);
            grades.put(fields[0], Integer.valueOf(fields[1]));
        }
        return grades;
    }

    /// Squared distances by hand: observed 1 + 4 + 0 + 4 = 9. Rows 2 1 1, columns 1 2 1, so expected
    /// (2 (0*1 + 1*2 + 4*1) + 1 (1*1 + 0*2 + 1*1) + 1 (4*1 + 1*2 + 0*1)) / 4 = (12 + 2 + 6) / 4 = 5.
    @Test
    void kappaFollowsTheFormula() {
        ConfusionMatrix matrix = ConfusionMatrix.of(3, List.of(0, 0, 1, 2), List.of(1, 2, 1, 0));

        assertThat(matrix.quadraticKappa().orElseThrow()).isCloseTo(1 - 9.0 / 5, within(1e-12));
        assertThat(matrix.count(0, 2)).isEqualTo(1);
    }

    @Test
    void kappaIsOneForPerfectAndMinusOneForOppositeCalls() {
        assertThat(ConfusionMatrix.of(2, List.of(0, 1), List.of(0, 1)).quadraticKappa())
                .hasValue(1);
        assertThat(ConfusionMatrix.of(2, List.of(0, 1), List.of(1, 0)).quadraticKappa())
                .hasValue(-1);
    }

    @Test
    void hasNoFigureWhereThereIsNothingToMeasure() {
        ConfusionMatrix benign = ConfusionMatrix.of(2, List.of(0, 0), List.of(0, 0));

        assertThat(benign.quadraticKappa()).isEmpty();
        assertThat(benign.sensitivity()).isEmpty();
        assertThat(benign.specificity()).hasValue(1);
    }

    @Test
    void aClassBeyondTheLastIsRefused() {
        assertThatThrownBy(() -> ConfusionMatrix.of(2, List.of(2), List.of(0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Class 2");
    }
}
