package org.acinus.wsi.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.acinus.wsi.synthetic.scene.Blob;
import org.acinus.wsi.synthetic.scene.Pattern;
import org.acinus.wsi.synthetic.scene.Scene;
import org.acinus.wsi.synthetic.scene.Tumour;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CohortPlanTest {
    private static Map<Integer, Long> labels(CohortPlan plan) {
        return plan.slides().stream()
                .collect(Collectors.groupingBy(CohortPlan.CohortSlide::label, Collectors.counting()));
    }

    @Test
    void labelsAreBalanced() {
        assertThat(labels(CohortPlan.of(CohortTask.BINARY, 80, 1)))
                .containsEntry(0, 40L)
                .containsEntry(1, 40L);
        assertThat(labels(CohortPlan.of(CohortTask.ISUP, 60, 1)))
                .hasSize(6)
                .allSatisfy((label, count) -> assertThat(count).isEqualTo(10));
    }

    @Test
    void samePlanFromTheSameSeed() {
        assertThat(CohortPlan.of(CohortTask.ISUP, 12, 9)).isEqualTo(CohortPlan.of(CohortTask.ISUP, 12, 9));
        assertThat(CohortPlan.of(CohortTask.ISUP, 12, 9)).isNotEqualTo(CohortPlan.of(CohortTask.ISUP, 12, 10));
    }

    @Test
    void nobodyCanTakeASlideForAPatients() {
        assertThat(CohortPlan.of(CohortTask.BINARY, 5, 2).slides()).allSatisfy(slide -> {
            assertThat(slide.file()).matches("SYNTHETIC-\\d{3}\\.svs");
            assertThat(slide.patient()).startsWith("SYNTHETIC-P");
            assertThat(slide.site()).startsWith("synthetic-site-");
        });
    }

    @Test
    void patientsHaveOneOrTwoSlidesAtOneOfThreeSites() {
        List<CohortPlan.CohortSlide> slides =
                CohortPlan.of(CohortTask.BINARY, 60, 4).slides();
        assertThat(slides.stream().map(CohortPlan.CohortSlide::site).distinct()).hasSize(3);
        Map<String, List<CohortPlan.CohortSlide>> patients =
                slides.stream().collect(Collectors.groupingBy(CohortPlan.CohortSlide::patient));
        assertThat(patients.values()).allSatisfy(own -> {
            assertThat(own).hasSizeBetween(1, 2);
            assertThat(own.stream().map(CohortPlan.CohortSlide::site).distinct())
                    .hasSize(1);
        });
        assertThat(patients.values()).anyMatch(own -> own.size() == 2);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void tumourLiesInsideTheTissueAndHasItsShareOfIt(long seed) {
        for (CohortPlan.CohortSlide slide :
                CohortPlan.of(CohortTask.BINARY, 60, seed).slides()) {
            Scene scene = slide.scene();
            double tissue = scene.islands().stream().mapToDouble(Blob::area).sum();
            double tumour = scene.tumours().stream()
                    .mapToDouble(one -> one.outline().area())
                    .sum();
            assertThat(tissue / (224 * 224)).as("tiles of tissue").isBetween(60.0, 250.0);
            if (slide.label() == 0) {
                assertThat(scene.tumours()).isEmpty();
            } else {
                assertThat(tumour / tissue).isBetween(0.01, 0.046);
            }
            for (Tumour one : scene.tumours()) {
                assertThat(one.outline().outline(90))
                        .allMatch(point ->
                                scene.islands().stream().anyMatch(island -> island.contains(point.x(), point.y())));
                assertThat(one.outline().outline(90))
                        .allMatch(point -> point.x() > 0
                                && point.y() > 0
                                && point.x() < scene.width()
                                && point.y() < scene.height());
            }
        }
    }

    /// The grade is worked out from the areas, as a pathologist would, and compared with the label.
    @Test
    void isupLabelsFollowFromTheAreasOfThePatterns() {
        for (CohortPlan.CohortSlide slide :
                CohortPlan.of(CohortTask.ISUP, 90, 5).slides()) {
            Map<Pattern, Double> areas = new EnumMap<>(Pattern.class);
            slide.scene()
                    .tumours()
                    .forEach(one -> areas.merge(one.pattern(), one.outline().area(), Double::sum));
            List<Integer> byArea = areas.entrySet().stream()
                    .sorted(Map.Entry.<Pattern, Double>comparingByValue().reversed())
                    .map(entry -> Integer.parseInt(entry.getKey().label().substring(8)))
                    .toList();
            assertThat(slide.label()).isEqualTo(gradeGroup(byArea));
        }
    }

    private static int gradeGroup(List<Integer> patterns) {
        if (patterns.isEmpty()) {
            return 0;
        }
        int primary = patterns.getFirst();
        int secondary = patterns.getLast();
        return switch (primary + secondary) {
            case 6 -> 1;
            case 7 -> primary == 3 ? 2 : 3;
            case 8 -> 4;
            default -> 5;
        };
    }
}
