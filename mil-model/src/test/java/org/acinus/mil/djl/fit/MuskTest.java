package org.acinus.mil.djl.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.acinus.mil.pack.HeadTask;
import org.acinus.mil.train.CrossValidation;
import org.acinus.mil.train.CrossValidationReport;
import org.acinus.mil.train.FoldResult;
import org.acinus.mil.train.TrainingListener;
import org.acinus.mil.train.TrainingPlan;
import org.acinus.mil.train.data.BagDataset;
import org.acinus.mil.train.data.CsvBags;
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

    /// One repeat of the five below. Ninety-two molecules: a repeat's accuracy has a standard error of 0.03.
    @Test
    void oneRepeatComesNearThePublishedAccuracy(TestReporter reporter) {
        CrossValidationReport report = measured(musk, 1);

        reporter.publishEntry("MUSK1, one repeat", "" + report.accuracy());
        assertThat(report.accuracy()).isBetween(0.82, 0.97);
    }

    /// Ten folds, five times, as published.
    @Test
    @Tag("slow")
    void theDefaultRecipeReachesThePublishedAccuracy(TestReporter reporter) {
        CrossValidationReport report = measured(musk, 5);

        reporter.publishEntry("MUSK1", report.accuracy() + " sd " + report.accuracySd() + " auc " + report.auc());
        assertThat(report.accuracy()).isBetween(0.86, 0.94);
    }

    /// The Elephant pictures (Andrews 2003): the paper reports 0.857 +- 0.027 for gated attention; this recipe, which
    /// is meant for embeddings, has measured 0.839. What Elephant is for is measured by `ClassicSetsTest` of the
    /// command line.
    @Test
    @Tag("slow")
    void theDefaultRecipeComesWithinTheSpreadOfGatedAttentionOnElephant(TestReporter reporter) {
        Path file = Path.of(System.getProperty("acinus.shared", "shared"), "data", "mil-classic", "elephant.csv");
        assumeTrue(Files.exists(file), "Elephant is not here: " + file);

        CrossValidationReport report = measured(CsvBags.read(file, HeadTask.BINARY), 5);

        reporter.publishEntry("Elephant", report.accuracy() + " sd " + report.accuracySd() + " auc " + report.auc());
        assertThat(report.accuracy()).isBetween(0.83, 0.9);
    }

    private static CrossValidationReport measured(BagDataset data, int repeats) {
        TrainingPlan plan = new TrainingPlan(FitOptions.defaults("abmil", 1), 10, repeats);
        List<FoldResult> folds = new CrossValidation(TRAINER, data, plan).run(TrainingListener.SILENT);
        return CrossValidationReport.of(HeadTask.BINARY, folds);
    }
}
