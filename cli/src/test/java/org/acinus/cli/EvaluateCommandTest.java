package org.acinus.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.wsi.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {
    @TempDir
    private Path temp;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int evaluate(Path predictions, Path labels, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("evaluate", "--predictions", predictions.toString(), "--labels", labels.toString()));
        arguments.addAll(Arrays.asList(more));
        return Main.execute(new PrintWriter(out), new PrintWriter(err), arguments.toArray(String[]::new));
    }

    private JsonNode json() throws IOException {
        return JsonMapper.builder().build().readTree(out.toString());
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(temp.resolve(name), text);
    }

    /// Forty slides of twenty patients at two sites; a score that errs on every tenth.
    private Path[] binary() throws IOException {
        StringBuilder said = new StringBuilder("slide,score\n");
        StringBuilder labels = new StringBuilder("slide,label,patient,site\n");
        for (int i = 0; i < 40; i++) {
            int truth = i / 2 % 2;
            double score = i % 10 == 3 ? 0.9 - 0.8 * truth : 0.05 + 0.9 * truth - 0.001 * i * truth + 0.001 * i;
            said.append("s").append(i).append(',').append(score).append('\n');
            labels.append("s" + i + "," + truth + ",p" + i / 2 + "," + (i < 25 ? "north" : "south") + "\n");
        }
        return new Path[] {file("said.csv", said.toString()), file("labels.csv", labels.toString())};
    }

    @Test
    void thePandaExampleHasItsOfficialKappa() throws IOException {
        String folder = "data/labels-panda-challenge-eval/";
        Path said = SharedData.require(folder + "submission.csv");

        int exit = evaluate(said, SharedData.require(folder + "example-reference.csv"), "--task", "isup", "--json");

        assertThat(exit).as(err.toString()).isZero();
        JsonNode json = json();
        assertThat(json.get("n").intValue()).isEqualTo(206);
        assertThat(json.get("qwk").doubleValue()).isCloseTo(0.778860, within(5e-7));
        assertThat(json.get("qwk_ci95").get(0).doubleValue()).isBetween(0.68, 0.75);
        assertThat(json.get("qwk_ci95").get(1).doubleValue()).isBetween(0.80, 0.87);
        assertThat(json.get("linear_kappa").doubleValue()).isCloseTo(0.550208, within(5e-7));
        assertThat(json.get("unweighted_kappa").doubleValue()).isCloseTo(0.211841, within(5e-7));
        assertThat(json.get("accuracy").doubleValue()).isCloseTo(0.354369, within(5e-7));
        assertThat(json.get("accuracy_on_cancer").doubleValue()).isCloseTo(0.301887, within(5e-7));
        assertThat(json.get("sensitivity").doubleValue()).isCloseTo(0.811321, within(5e-7));
        assertThat(json.get("specificity").doubleValue()).isCloseTo(0.531915, within(5e-7));
        assertThat(json.get("confusion").get(5)).hasToString("[0,0,0,2,8,16]");
        JsonNode cancer = json.get("thresholds").get(0);
        assertThat(cancer.get("ppv").doubleValue()).isCloseTo(0.854305, within(5e-7));
        assertThat(cancer.get("npv").doubleValue()).isCloseTo(0.454545, within(5e-7));
        assertThat(cancer.get("f1").doubleValue()).isCloseTo(0.832258, within(5e-7));
        assertThat(json.get("thresholds").get(1).get("tp").intValue()).isEqualTo(83);
        assertThat(json.has("auc")).isFalse();
        assertThat(err.toString()).isEmpty();
    }

    /// By the challenge's own `metrics.py` with scikit-learn 1.9.1, as are the values above.
    @Test
    void theSecondPandaSubmissionHasItsOfficialValues() throws IOException {
        String folder = "data/labels-panda-challenge-eval/";
        Path said = SharedData.require(folder + "submission-team-2.csv");

        assertThat(evaluate(said, SharedData.require(folder + "example-reference.csv"), "--task", "isup", "--json"))
                .as(err.toString())
                .isZero();

        JsonNode json = json();
        assertThat(json.get("qwk").doubleValue()).isCloseTo(0.658356, within(5e-7));
        assertThat(json.get("linear_kappa").doubleValue()).isCloseTo(0.457832, within(5e-7));
        assertThat(json.get("accuracy").doubleValue()).isCloseTo(0.315534, within(5e-7));
        JsonNode fromThree = json.get("thresholds").get(2);
        assertThat(fromThree.get("sensitivity").doubleValue()).isCloseTo(0.766234, within(5e-7));
        assertThat(fromThree.get("npv").doubleValue()).isCloseTo(0.847458, within(5e-7));
        assertThat(fromThree.get("f1").doubleValue()).isCloseTo(0.715152, within(5e-7));
    }

    @Test
    void aBinaryTaskHasAnAreaAndItsSites() throws IOException {
        Path[] files = binary();

        assertThat(evaluate(files[0], files[1], "--task", "binary", "--json")).isZero();

        JsonNode json = json();
        assertThat(json.fieldNames())
                .toIterable()
                .contains("n", "accuracy", "auc", "auc_ci95", "sensitivity", "specificity", "confusion")
                .doesNotContain("qwk");
        assertThat(json.get("n").intValue()).isEqualTo(40);
        assertThat(json.get("thresholds")).hasSize(1);
        assertThat(json.get("thresholds").get(0).get("f1").doubleValue()).isEqualTo(0.9);
        assertThat(json.get("patients").intValue()).isEqualTo(20);
        assertThat(json.get("accuracy").doubleValue()).isEqualTo(0.9);
        assertThat(json.get("sites")).hasSize(2);
        assertThat(json.get("sites").get(1).get("too_few").booleanValue()).isTrue();
        assertThat(json.get("sites").get(1).has("auc")).isFalse();
        assertThat(json.get("method").get("bootstrap_resamples").intValue()).isEqualTo(2000);
    }

    @Test
    void theSameSeedGivesTheSameDocument() throws IOException {
        Path[] files = binary();
        evaluate(files[0], files[1], "--task", "binary", "--json");
        String first = out.toString();
        out.getBuffer().setLength(0);

        evaluate(files[0], files[1], "--task", "binary", "--json");

        assertThat(out.toString()).isEqualTo(first);
    }

    @Test
    void aPageAndATableAreForPeople() throws IOException {
        Path[] files = binary();
        Path readers = file("readers.csv", "slide,Ann,Bob\ns0,0,0\ns2,1,1\n");
        Path page = temp.resolve("report.html");

        assertThat(evaluate(
                        files[0],
                        files[1],
                        "--task",
                        "binary",
                        "--report",
                        page.toString(),
                        "--readers",
                        readers.toString(),
                        "--smallest-group",
                        "2"))
                .as(err.toString())
                .isZero();

        assertThat(out.toString())
                .contains("40 slides of 20 patients (patient); predictions: score, labels: label")
                .contains("sensitivity")
                .contains("Ann and Bob")
                .contains("Research use only; not a medical device.");
        assertThat(page)
                .content()
                .contains("<svg")
                .contains("Research use only")
                .contains("said.csv, column score");
    }

    @Test
    void whatMakesNoSenseIsAnInputErrorWithItsCure() throws IOException {
        Path[] files = binary();
        Path other = file("other.csv", "slide,label\ns0,0\ns1,1\nlost,1\n");
        Path broken = file("broken.csv", "slide,score\ns0,0.1\ns1,NaN\n");
        Path two = file("two.csv", "slide,label\ns0,0\ns1,1\n");

        assertThat(evaluate(files[0], other, "--task", "binary")).isEqualTo(ExitCode.INPUT.code());
        assertThat(evaluate(broken, two, "--task", "binary")).isEqualTo(ExitCode.INPUT.code());
        assertThat(evaluate(temp.resolve("none.csv"), two, "--task", "binary")).isEqualTo(ExitCode.INPUT.code());
        assertThat(evaluate(files[0], files[1], "--task", "binary", "--threshold", "2"))
                .isEqualTo(ExitCode.USAGE.code());
        assertThat(evaluate(files[0], files[1], "--task", "isup", "--positive-from", "2"))
                .isEqualTo(ExitCode.USAGE.code());
        assertThat(evaluate(files[0], files[1], "--task", "binary", "--resamples", "1"))
                .isEqualTo(ExitCode.USAGE.code());
        assertThat(err.toString())
                .contains("lost (line 4)")
                .contains("--allow-unmatched")
                .contains("broken.csv, line 3: 'NaN' in column score")
                .contains("none.csv does not exist")
                .doesNotContain("defect");
        assertThat(evaluate(files[0], other, "--task", "binary", "--allow-unmatched"))
                .isZero();
        assertThat(err.toString()).contains("1 labelled slides have no prediction");
    }

    @Test
    void theBenchHasTheFigureOfTheContract() throws IOException {
        int exit = Main.execute(
                new PrintWriter(out), new PrintWriter(err), "bench", "evaluate", "--rounds", "1", "--json");

        assertThat(exit).as(err.toString()).isZero();
        assertThat(json().get("cases").intValue()).isEqualTo(10_616);
        assertThat(json().get("qwk_bootstrap_seconds").doubleValue()).isPositive();
    }
}
