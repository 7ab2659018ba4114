package org.acinus.mil.djl.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.acinus.mil.HeadShape;
import org.acinus.mil.pack.HeadTask;
import org.acinus.mil.train.CrossValidation;
import org.acinus.mil.train.CrossValidationReport;
import org.acinus.mil.train.FitTask;
import org.acinus.mil.train.FittedHead;
import org.acinus.mil.train.FoldPlan;
import org.acinus.mil.train.FoldResult;
import org.acinus.mil.train.HeadTrainer.Split;
import org.acinus.mil.train.TrainingListener;
import org.acinus.mil.train.TrainingPlan;
import org.acinus.mil.train.data.BagDataset;
import org.acinus.mil.train.data.CsvBags;
import org.acinus.mil.train.data.LabelledBag;
import org.acinus.mil.train.recipe.FitOptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/// The MUSK1 molecules (Dietterich 1997), on which the gated attention network was published: arXiv 1802.04712,
/// table 1, reports an accuracy of 0.900 in ten folds.
class MuskTest {
    private static final DjlHeadTrainer TRAINER = new DjlHeadTrainer();

    @SuppressWarnings("NullAway.Init") // set before each test
    private BagDataset musk;

    @BeforeEach
    void read() {
        Path file = Path.of(System.getProperty("acinus.shared", "shared"), "data", "mil-classic", "musk1.csv");
        assumeTrue(Files.exists(file), "MUSK1 is not here: " + file);
        musk = CsvBags.read(file, HeadTask.BINARY);
    }

    @Test
    void hasThePublishedSize() {
        assertThat(musk.bags()).hasSize(92);
        assertThat(musk.bagsPerClass()).containsExactly(45, 47);
        assertThat(musk.dimension()).isEqualTo(166);
        assertThat(musk.bags().stream()
                        .mapToInt(bag -> bag.features().get().size())
                        .sum())
                .isEqualTo(476);
    }

    /// One fold of five, a stand-in for the slow measurement below.
    @Test
    void oneHeadTellsMostUnseenMolecules() {
        List<List<LabelledBag>> folds = FoldPlan.deal(musk.bags(), 5, 1);
        List<LabelledBag> training =
                folds.subList(1, 5).stream().flatMap(List::stream).toList();
        FitOptions options = FitOptions.defaults("abmil", 1).forEpochs(15);
        HeadShape shape = options.network().shape(166, 2);

        try (FittedHead head =
                TRAINER.fit(new FitTask(new Split(training, List.of()), shape, options), TrainingListener.SILENT)) {
            long right = folds.getFirst().stream()
                    .filter(bag ->
                            (head.predict(bag.features().get()).probabilities().get(1) > 0.5) == (bag.label() == 1))
                    .count();
            assertThat((double) right / folds.getFirst().size()).isGreaterThan(0.7);
        }
    }

    /// Ten folds, five times, as published.
    @Test
    @Tag("slow")
    void theDefaultRecipeReachesThePublishedAccuracy(TestReporter reporter) {
        List<FoldResult> folds = new CrossValidation(
                        TRAINER, musk, new TrainingPlan(FitOptions.defaults("abmil", 1), 10, 5))
                .run(TrainingListener.SILENT);

        CrossValidationReport report = CrossValidationReport.of(HeadTask.BINARY, folds);

        reporter.publishEntry("MUSK1", report.accuracy() + " sd " + report.accuracySd() + " auc " + report.auc());
        assertThat(report.accuracy()).isBetween(0.86, 0.94);
    }
}
