package org.acinus.pipeline.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.acinus.outcome.FailureCode;
import org.acinus.outcome.SlideOutcome.Failed;
import org.acinus.outcome.Stage;
import org.acinus.pipeline.Provenance;
import org.acinus.pipeline.SlideJob;
import org.acinus.wsi.CorruptSlideException;
import org.acinus.wsi.SlideFormats;
import org.acinus.wsi.UnreadableRegionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whose fault it is that a slide could not be read: the slide's, or that of the folder that it lies in.
class QueuedFileTest {
    @TempDir
    private Path folder;

    private SlideJob queued() throws IOException {
        Path share = Files.createDirectory(folder.resolve("share"));
        Path slide = Files.writeString(share.resolve("a.svs"), "pixels");
        return new SlideJob(
                share,
                "a.svs",
                Files.size(slide),
                Files.getLastModifiedTime(slide).toInstant(),
                "c",
                Provenance.UNSTATED);
    }

    /// Instead of the share there is a link that leads to itself: the system says neither that the file is there nor
    /// that it is not, as with a file server that does not answer.
    private void loseTheShare(SlideJob job) throws IOException {
        Files.move(job.sourceRoot(), folder.resolve("elsewhere"));
        Files.createSymbolicLink(job.sourceRoot(), job.sourceRoot().getFileName());
    }

    private static Failed failure(SlideJob job, Stage stage, RuntimeException thrown) {
        return Failures.describe(stage, QueuedFile.cause(job, thrown));
    }

    private static RuntimeException thrownBy(Runnable step) {
        try {
            step.run();
            throw new AssertionError("nothing was thrown");
        } catch (RuntimeException thrown) {
            return thrown;
        }
    }

    @Test
    void aShareThatWentAwayIsNotTheSlidesFailureAndIsTriedAgain() throws IOException {
        SlideJob job = queued();
        loseTheShare(job);
        RuntimeException onStart = thrownBy(() -> QueuedFile.requireUnchanged(job));
        assertThat(Failures.describe(Stage.OPEN, onStart).code()).isEqualTo(FailureCode.INPUT_FAILED);
        RuntimeException onOpening = thrownBy(() -> SlideFormats.installed().open(job.path()));
        assertThat(Failures.describe(Stage.OPEN, onOpening).code()).isEqualTo(FailureCode.INPUT_FAILED);
        assertThat(failure(job, Stage.FEATURES, new UnreadableRegionException("nothing decodes"))
                        .code())
                .isEqualTo(FailureCode.INPUT_FAILED);
        assertThat(FailureCode.INPUT_FAILED.retryable()).isTrue();
        assertThat(FailureCode.INPUT_FAILED.blamesTheMachine()).isTrue();
    }

    @Test
    void whatAReaderMakesOfAFileThatWasReplacedMeanwhileDoesNotCount() throws IOException {
        SlideJob job = queued();
        CorruptSlideException broken = new CorruptSlideException("broken");
        assertThat(failure(job, Stage.OPEN, broken).code()).isEqualTo(FailureCode.CORRUPT);
        Files.writeString(job.path(), "other pixels");
        assertThat(failure(job, Stage.OPEN, broken).code()).isEqualTo(FailureCode.CHANGED);
        Files.delete(job.path());
        assertThat(failure(job, Stage.OPEN, broken).code()).isEqualTo(FailureCode.GONE);
    }
}
