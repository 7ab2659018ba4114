package org.acinus.mil.train.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.acinus.mil.HeadShape;
import org.acinus.mil.pack.HeadTask;
import org.acinus.mil.pack.PackReference;
import org.acinus.mil.train.FitTask;
import org.acinus.mil.train.HeadTrainer;
import org.acinus.mil.train.ListenerPair;
import org.acinus.mil.train.OutOfFold;
import org.acinus.mil.train.Removal;
import org.acinus.mil.train.TestingTrainer;
import org.acinus.mil.train.TrainingListener;
import org.acinus.mil.train.data.BagDataset;
import org.acinus.mil.train.data.LabelledBag;
import org.acinus.mil.train.data.TestingBags;
import org.acinus.mil.train.recipe.FitOptions;
import org.acinus.mil.train.recipe.LabelHandling;
import org.junit.jupiter.api.Test;

class LabelTrainersTest {
    private static OutOfFold said(String bag, int truth, double cancer) {
        return new OutOfFold(bag, truth, List.of(1 - cancer, cancer));
    }

    /// Mean probability of their own label: benign (0.9 + 0.8 + 0.1) / 3 = 0.6, cancer (0.9 + 0.7 + 0.2) / 3 = 0.6.
    /// The benign c is called cancer with 0.9, the cancer f benign with 0.8: both reach the other's threshold.
    @Test
    void labelsThatUnseenHeadsContradictAreDoubtful() {
        List<Removal> doubtful = CleaningTrainer.doubtful(
                List.of(
                        said("a", 0, 0.1),
                        said("b", 0, 0.2),
                        said("c", 0, 0.9),
                        said("d", 1, 0.9),
                        said("e", 1, 0.7),
                        said("f", 1, 0.2)),
                2);

        assertThat(doubtful).extracting(Removal::bag).containsExactly("c", "f");
        assertThat(doubtful.getFirst().suggested()).isEqualTo(1);
        assertThat(doubtful.getFirst().givenProbability()).isEqualTo(1 - 0.9);
    }

    /// A bag that leans the other way without reaching the other class's threshold stays.
    @Test
    void aMereLeaningIsNoDoubt() {
        List<Removal> doubtful = CleaningTrainer.doubtful(
                List.of(said("a", 0, 0.55), said("b", 0, 0.05), said("c", 1, 0.95), said("d", 1, 0.85)), 2);

        assertThat(doubtful).isEmpty();
    }

    /// The double calls a bag by its first feature, which is the true label here.
    private static LabelledBag bag(String name, int truth, int label) {
        return TestingBags.single(name, truth).withLabel(label);
    }

    private static FitTask task(List<LabelledBag> bags) {
        return new FitTask(
                new HeadTrainer.Split(bags, List.of()), new HeadShape(1, 2, 1, 1), FitOptions.defaults("any", 1));
    }

    @Test
    void doubtfulBagsAreLeftOutOfTheFitAndListed() {
        List<LabelledBag> bags = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            bags.add(bag("bag" + i, i % 2, i == 4 ? 1 : i % 2));
        }
        TestingTrainer trainer = new TestingTrainer();
        RemovedLabels removed = new RemovedLabels();

        new CleaningTrainer(trainer, trainer, 4).fit(task(bags), removed).close();

        assertThat(trainer.splits()).hasSize(5);
        assertThat(trainer.splits().getLast().training())
                .hasSize(19)
                .extracting(LabelledBag::name)
                .doesNotContain("bag4");
        assertThat(removed.csv().lines()).hasSize(2).element(1).asString().startsWith("\"bag4\",1,0,0.25,0.75,");
        assertThat(trainer.open()).isZero();
    }

    /// Twelve of twenty labels are wrong: to the heads it is most of the world that is.
    @Test
    void whereMostLabelsAreContradictedNoneIsLeftOut() {
        List<LabelledBag> bags = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            bags.add(bag("bag" + i, i % 2, i < 12 ? 1 - i % 2 : i % 2));
        }
        TestingTrainer trainer = new TestingTrainer();
        RemovedLabels removed = new RemovedLabels();
        List<Integer> unjudged = new ArrayList<>();
        TrainingListener hearing = new TrainingListener() {
            @Override
            public void unjudged(int contradicted, int of) {
                unjudged.addAll(List.of(contradicted, of));
            }
        };

        new CleaningTrainer(trainer, trainer, 4)
                .fit(task(bags), new ListenerPair(removed, hearing))
                .close();

        assertThat(unjudged).containsExactly(12, 20);
        assertThat(trainer.splits().getLast().training()).hasSize(20);
        assertThat(removed.csv().lines()).hasSize(1);
    }

    @Test
    void unlabelledBagsGetTheLabelsThatAFirstHeadIsSureOf() {
        List<LabelledBag> labelled = List.of(bag("a", 0, 0), bag("b", 1, 1));
        List<LabelledBag> unlabelled = List.of(bag("u", 1, 0), bag("v", 0, 0));
        BagDataset data = new BagDataset(
                labelled, 1, HeadTask.BINARY, new PackReference("toy", "0".repeat(64)), "0".repeat(64), unlabelled);
        TestingTrainer trainer = new TestingTrainer();
        LabelHandling guessing = new LabelHandling(OptionalInt.empty(), OptionalDouble.of(0.75));
        LabelHandling strict = new LabelHandling(OptionalInt.empty(), OptionalDouble.of(0.8));

        LabelTrainers.of(trainer, guessing, data)
                .fit(task(labelled), TrainingListener.SILENT)
                .close();
        LabelTrainers.of(trainer, strict, data)
                .fit(task(labelled), TrainingListener.SILENT)
                .close();

        assertThat(trainer.splits().get(1).training())
                .extracting(LabelledBag::name, LabelledBag::label)
                .contains(tuple("u", 1), tuple("v", 0));
        // The double is never surer than 0.75.
        assertThat(trainer.splits().get(3).training()).hasSize(2);
        assertThat(trainer.open()).isZero();
    }

    @Test
    void withoutAnyHandlingTheTrainerIsTheTrainer() {
        TestingTrainer trainer = new TestingTrainer();
        BagDataset data = TestingBags.dataset(List.of(bag("a", 0, 0)), 1, HeadTask.BINARY);

        assertThat(LabelTrainers.of(trainer, LabelHandling.AS_GIVEN, data)).isSameAs(trainer);
    }
}
