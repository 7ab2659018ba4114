package org.acinus.mil.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.acinus.mil.train.data.LabelledBag;
import org.acinus.mil.train.data.TestingBags;
import org.junit.jupiter.api.Test;

class FoldPlanTest {

    @Test
    void everyBagLiesInExactlyOneFold() {
        List<LabelledBag> bags = patients(60);

        List<List<LabelledBag>> folds = FoldPlan.deal(bags, 7, 1);

        assertThat(folds).hasSize(7);
        assertThat(folds.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(bags);
    }

    @Test
    void aPatientLiesInOneFoldOnly() {
        for (int seed = 0; seed < 20; seed++) {
            Map<String, Integer> home = new HashMap<>();
            List<List<LabelledBag>> folds = FoldPlan.deal(patients(60), 5, seed);
            for (int fold = 0; fold < folds.size(); fold++) {
                for (LabelledBag bag : folds.get(fold)) {
                    Integer other = home.putIfAbsent(bag.patient(), fold);
                    assertThat(other).isIn(null, fold);
                }
            }
        }
    }

    @Test
    void withOneBagAPatientEachFoldHasItsShareOfEachClass() {
        List<LabelledBag> bags = new ArrayList<>();
        for (int i = 0; i < 47; i++) {
            bags.add(TestingBags.single("p" + i, 1));
        }
        for (int i = 0; i < 45; i++) {
            bags.add(TestingBags.single("n" + i, 0));
        }

        for (List<LabelledBag> fold : FoldPlan.deal(bags, 10, 3)) {
            assertThat(fold.stream().filter(bag -> bag.label() == 1).count()).isBetween(4L, 5L);
            assertThat(fold.stream().filter(bag -> bag.label() == 0).count()).isBetween(4L, 5L);
        }
    }

    @Test
    void theSeedDecides() {
        assertThat(FoldPlan.deal(patients(40), 4, 9)).isEqualTo(FoldPlan.deal(patients(40), 4, 9));
        assertThat(FoldPlan.deal(patients(40), 4, 9)).isNotEqualTo(FoldPlan.deal(patients(40), 4, 10));
    }

    @Test
    void fewerPatientsThanFoldsAreRefused() {
        List<LabelledBag> bags = List.of(
                TestingBags.single("a", "one", 0),
                TestingBags.single("b", "one", 1),
                TestingBags.single("c", "two", 1));

        assertThatThrownBy(() -> FoldPlan.deal(bags, 3, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 patients into 3 folds");
        assertThatThrownBy(() -> FoldPlan.deal(bags, 1, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    /// One to four bags a patient, of both classes.
    private static List<LabelledBag> patients(int count) {
        Random random = new Random(2);
        List<LabelledBag> bags = new ArrayList<>();
        for (int patient = 0; patient < count; patient++) {
            int slides = 1 + random.nextInt(4);
            for (int slide = 0; slide < slides; slide++) {
                bags.add(
                        new LabelledBag(patient + "-" + slide, "patient" + patient, random.nextInt(2), BAG.features()));
            }
        }
        return bags;
    }

    private static final LabelledBag BAG = TestingBags.single("any", 0);
}
