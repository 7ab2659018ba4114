package org.acinus.mil.djl.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.acinus.mil.HeadOutput;
import org.acinus.mil.pack.Safetensors;
import org.acinus.mil.train.EpochReport;
import org.acinus.mil.train.FitTask;
import org.acinus.mil.train.FittedHead;
import org.acinus.mil.train.HeadTrainer;
import org.acinus.mil.train.HeadTraining;
import org.acinus.mil.train.TrainedHead;
import org.acinus.mil.train.TrainingListener;
import org.acinus.mil.train.TrainingPlan;
import org.acinus.mil.train.curves.TrainingCurves;
import org.acinus.mil.train.data.BagDataException;
import org.acinus.mil.train.data.BagDataset;
import org.acinus.mil.train.data.TestingBags;
import org.acinus.mil.train.recipe.AugmentationOptions;
import org.acinus.mil.train.recipe.ClassBalance;
import org.acinus.mil.train.recipe.FitOptions;
import org.acinus.mil.train.recipe.NetworkOptions;
import org.acinus.mil.train.recipe.OptimizerKind;
import org.acinus.mil.train.recipe.RateSchedule;
import org.acinus.mil.train.recipe.StepOptions;
import org.acinus.mil.train.recipe.StoppingOptions;
import org.acinus.mil.train.resume.FitFolder;
import org.acinus.mil.train.resume.ResumableTrainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A training that dies anywhere and goes on ends with the bytes of one that does not die.
class ResumeTest {
    private static final BagDataset DATA = TestingBags.planted(1000, 3, 4, 1, 3);

    /// Whatever draws random numbers is on; a state is kept after six of eight epochs (5,000 bags).
    private static final FitOptions RECIPE = FitOptions.defaults("abmil", 7)
            .withNetwork(new NetworkOptions("abmil", 6, 3, 0.25, HeadOutput.SOFTMAX))
            .withSteps(new StepOptions(OptimizerKind.ADAMW, 1e-3, 1e-2, RateSchedule.COSINE, 4))
            .withBalance(ClassBalance.SAMPLE)
            .withAugmentation(new AugmentationOptions(0.2, 0.1))
            .withStopping(new StoppingOptions(8, 8, 0.2));

    @TempDir
    private Path temp;

    /// Ends a training as a killed process does: nothing that follows is done.
    private static final class Killed extends RuntimeException {}

    private static FitTask task() {
        HeadTrainer.Split split =
                new HeadTrainer.Split(DATA.bags().subList(0, 980), DATA.bags().subList(980, 1000));
        return new FitTask(split, RECIPE.network().shape(4, 2), RECIPE);
    }

    private FitFolder folder() {
        return FitFolder.open(temp.resolve("unfinished"), "a recipe");
    }

    private static byte[] fit(HeadTrainer trainer, FitTask task, TrainingListener listener) {
        try (FittedHead head = trainer.fit(task, listener)) {
            return Safetensors.write(head.weights());
        }
    }

    @Test
    void aFitThatDiedBetweenEpochsGoesOnFromItsState() {
        byte[] straight = fit(new DjlHeadTrainer(), task(), TrainingListener.SILENT);
        List<Integer> epochs = new ArrayList<>();
        TrainingListener killer = new TrainingListener() {
            @Override
            public void epoch(EpochReport report) {
                epochs.add(report.epoch());
                if (epochs.size() == 7) {
                    throw new Killed();
                }
            }
        };

        assertThatThrownBy(() -> fit(new ResumableTrainer(new DjlHeadTrainer(), folder()), task(), killer))
                .isInstanceOf(Killed.class);
        TrainingCurves curves = new TrainingCurves();
        byte[] resumed = fit(new ResumableTrainer(new DjlHeadTrainer(), folder()), task(), curves);

        assertThat(resumed).isEqualTo(straight);
        assertThat(curves.csv().lines()).hasSize(9);
        // Once more: now it is there, and nothing is fitted.
        assertThat(fit(new ResumableTrainer(new DjlHeadTrainer(), folder()), task(), TrainingListener.SILENT))
                .isEqualTo(straight);
    }

    @Test
    void aTrainingThatDiedBetweenFitsRepeatsNone() {
        BagDataset data = TestingBags.planted(30, 3, 4, 1, 3);
        TrainingPlan plan = new TrainingPlan(RECIPE, 3, 1);
        TrainedHead straight = new HeadTraining(new DjlHeadTrainer()).run(data, plan, TrainingListener.SILENT);
        List<String> fits = new ArrayList<>();
        TrainingListener killer = new TrainingListener() {
            @Override
            public void fit(String name) {
                fits.add(name);
                if (fits.size() == 3) {
                    throw new Killed();
                }
            }
        };

        assertThatThrownBy(() ->
                        new HeadTraining(new ResumableTrainer(new DjlHeadTrainer(), folder())).run(data, plan, killer))
                .isInstanceOf(Killed.class);
        TrainedHead resumed = new HeadTraining(new ResumableTrainer(new DjlHeadTrainer(), folder()))
                .run(data, plan, TrainingListener.SILENT);

        assertThat(bytes(resumed)).isEqualTo(bytes(straight));
        assertThat(resumed.report().auc()).isEqualTo(straight.report().auc());
        assertThat(resumed.golden()).isEqualTo(straight.golden());
    }

    private static byte[] bytes(TrainedHead head) {
        return Safetensors.write(Map.copyOf(head.members().getFirst()));
    }

    @Test
    void aDamagedResultIsFittedAnew() throws IOException {
        HeadTrainer.Split few = new HeadTrainer.Split(DATA.bags().subList(0, 20), List.of());
        FitTask task = task().on(few);
        byte[] straight = fit(new DjlHeadTrainer(), task, TrainingListener.SILENT);
        fit(new ResumableTrainer(new DjlHeadTrainer(), folder()), task, TrainingListener.SILENT);
        try (Stream<Path> files = Files.list(temp.resolve("unfinished"))) {
            for (Path file : files.filter(name -> name.toString().endsWith(".safetensors"))
                    .toList()) {
                byte[] bytes = Files.readAllBytes(file);
                bytes[bytes.length - 1] ^= 1;
                Files.write(file, bytes);
            }
        }

        assertThat(fit(new ResumableTrainer(new DjlHeadTrainer(), folder()), task, TrainingListener.SILENT))
                .isEqualTo(straight);
    }

    @Test
    void anotherTrainingsFolderIsRefused() {
        folder();

        assertThatThrownBy(() -> FitFolder.open(temp.resolve("unfinished"), "another recipe"))
                .isInstanceOf(BagDataException.class)
                .hasMessageContaining("another recipe");
        folder().remove();
        assertThat(temp.resolve("unfinished")).doesNotExist();
    }
}
