package org.acinus.mil.evaluate.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.acinus.mil.evaluate.EvaluatedCase;
import org.acinus.mil.evaluate.Evaluation;
import org.acinus.mil.evaluate.EvaluationOptions;
import org.acinus.mil.evaluate.GoldenValues;
import org.acinus.mil.evaluate.Metric;
import org.acinus.mil.evaluate.TestingCases;
import org.acinus.mil.evaluate.statistic.Bootstrap;
import org.acinus.mil.evaluate.statistic.ConfusionMatrix;
import org.acinus.mil.evaluate.statistic.FleissKappa;
import org.junit.jupiter.api.Test;

class ReaderAgreementTest {
    /// The worked example of ten cases, fourteen readers and five classes that textbooks print with 0.210.
    @Test
    void fleissKappaHasTheValueOfThePrintedExample() {
        JsonNode golden = GoldenValues.part("fleiss");
        List<List<Integer>> votes = GoldenValues.rows(golden.get("votes")).stream()
                .map(row -> row.stream().map(Double::intValue).toList())
                .toList();

        FleissKappa kappa = FleissKappa.of(votes).orElseThrow();

        assertThat(kappa.kappa()).isCloseTo(0.210, within(5e-4));
        assertThat(kappa.kappa()).isCloseTo(golden.get("kappa").doubleValue(), within(1e-12));
        assertThat(kappa.cases()).isEqualTo(10);
        assertThat(kappa.readers()).isEqualTo(14);
    }

    @Test
    void fleissKappaIsOneWhereAllAgreeAndNothingWhereOneClassIsAll() {
        assertThat(FleissKappa.of(List.of(List.of(3, 0), List.of(0, 3)))
                        .orElseThrow()
                        .kappa())
                .isCloseTo(1, within(1e-12));
        assertThat(FleissKappa.of(List.of(List.of(3, 0), List.of(3, 0)))).isEmpty();
        assertThat(FleissKappa.of(List.of())).isEmpty();
        assertThatThrownBy(() -> FleissKappa.of(List.of(List.of(3, 0), List.of(2, 0))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void pairsAreComparedOnTheCasesThatBothHaveRead() {
        Map<String, Integer> truth = new HashMap<>();
        Map<String, Integer> careful = new HashMap<>();
        Map<String, Integer> hasty = new HashMap<>();
        for (int i = 0; i < 60; i++) {
            truth.put("slide-" + i, i % 6);
            careful.put("slide-" + i, i % 6);
            if (i < 30) {
                hasty.put("slide-" + i, (i * i) % 6);
            }
        }
        EvaluationOptions options = new EvaluationOptions(6, 20, new Bootstrap(200, 1));

        ReaderAgreement agreement = ReaderAgreement.of(
                List.of(new Reading("careful", careful), new Reading("hasty", hasty)),
                List.of(new Reading("labels", truth)),
                Map.of(),
                options);

        assertThat(agreement.pairs())
                .extracting(pair -> pair.one() + "/" + pair.other() + " " + pair.n())
                .containsExactly("labels/careful 60", "labels/hasty 30", "careful/hasty 30");
        assertThat(agreement.pairs().getFirst().kappa().orElseThrow().value()).isEqualTo(1);
        List<Integer> first = new ArrayList<>();
        List<Integer> second = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            first.add(i % 6);
            second.add((i * i) % 6);
        }
        assertThat(agreement.pairs().getLast().kappa().orElseThrow().value())
                .isEqualTo(ConfusionMatrix.of(6, first, second).quadraticKappa().orElseThrow());
        assertThat(agreement.fleiss().orElseThrow().cases()).isEqualTo(30);
    }

    @Test
    void aPairWithTooFewCommonCasesGetsNoNumber() {
        EvaluationOptions options = new EvaluationOptions(2, 5, new Bootstrap(200, 1));

        ReaderAgreement agreement = ReaderAgreement.of(
                List.of(new Reading("a", Map.of("x", 0, "y", 1))),
                List.of(new Reading("labels", Map.of("x", 0))),
                Map.of(),
                options);

        assertThat(agreement.pairs().getFirst().n()).isEqualTo(1);
        assertThat(agreement.pairs().getFirst().kappa()).isEmpty();
        assertThat(agreement.fleiss()).isEmpty();
    }

    /// The same numbers twice on one page must have one interval.
    @Test
    void aModelsKappaHasTheIntervalOfTheEvaluationInWhateverOrderTheCasesCome() {
        Map<String, Integer> truth = new HashMap<>();
        Map<String, Integer> called = new HashMap<>();
        Map<String, String> patients = new HashMap<>();
        List<EvaluatedCase> cases = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String id = "slide-" + i * 37 % 60;
            String patient = "patient-" + i * 37 % 60 / 2;
            EvaluatedCase one = TestingCases.called(patient, i % 6, (i + i % 4 / 3) % 6);
            cases.add(one);
            truth.put(id, one.truth());
            called.put(id, one.answer().called());
            patients.put(id, patient);
        }
        EvaluationOptions options = new EvaluationOptions(6, 20, new Bootstrap(200, 1));

        ReaderAgreement agreement = ReaderAgreement.of(
                List.of(new Reading("model", called)), List.of(new Reading("labels", truth)), patients, options);

        assertThat(agreement.pairs().getFirst().kappa())
                .isEqualTo(Evaluation.of(cases, options).whole().estimate(Metric.KAPPA));
        assertThat(agreement.pairs().getFirst().kappa().orElseThrow().bootstrap())
                .isPresent();
    }
}
