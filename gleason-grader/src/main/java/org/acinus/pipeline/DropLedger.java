package org.acinus.pipeline;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.acinus.outcome.FailureCode;

/// What a watched folder needs written down beside its jobs: slides that wait, and errands once they are finished.
///
/// Thread-safe. Every method is one transaction; all throw [LedgerException].
public interface DropLedger {

    /// A slide that is not queued, and why.
    ///
    /// @param slide as a job that is not asked for yet
    record Held(SlideJob slide, FailureCode code, String reason) {}

    /// Shows slides as WAITING. One that is finished, queued or running with the same bytes and time stays so.
    void hold(List<Held> slides);

    /// Sets slides FAILED at the gate. They are queued like new ones when they turn out to be whole after all.
    void reject(List<Held> slides);

    /// Sets slides FAILED(GONE) that wait or are queued and whose files are no longer there.
    ///
    /// @return how many
    int withdraw(Path sourceRoot, List<Path> files);

    /// What is to be done when a slide is finished.
    enum ErrandKind {
        MOVE,
        CALLBACK,
        WEBHOOK
    }

    /// One thing to do for one finished slide, by whoever took it, within the time it was taken for.
    ///
    /// @param attempt at which the job was finished; another one later is another errand
    /// @param tries this one included
    /// @param bytes length of the file that the job is about
    /// @param modified its time of last change: a file that has another by now is another slide
    /// @param pack name and version of the head that gave the result; empty where there is none
    record Errand(
            long jobId,
            int attempt,
            ErrandKind kind,
            int tries,
            JobStatus slide,
            long bytes,
            Instant modified,
            Optional<String> pack) {
        /// The same for every try: a receiver that has seen it may drop the repetition.
        public String key() {
            return jobId + "-" + attempt + "-" + kind;
        }
    }

    /// Gives slides that are finished under a folder the errands that they lack.
    ///
    /// @param kinds which are wanted; slides that were finished earlier get them too
    /// @return how many errands are new
    int noteErrands(Path sourceRoot, Set<ErrandKind> kinds);

    /// Says that these files lie in the folder: a finished slide among them that was moved before is to be moved
    /// again, as when it was dropped a second time, or when nobody wanted it moved the first time.
    ///
    /// @return how many
    int moveAgain(Path sourceRoot, List<Path> files);

    /// Takes the errand that has been due longest. It is due again after two minutes, unless it is said to be
    /// done. DICOM instances of one folder, which a reader opens together, are moved when all are finished.
    Optional<Errand> takeErrand(Path sourceRoot, Set<ErrandKind> kinds);

    /// The errand is done and never comes back.
    void done(Errand errand);

    /// The errand failed: it is due again after a wait that doubles with each try, an hour at most.
    void failed(Errand errand, String reason);

    /// How many jobs are in each state, and how many errands are not done.
    Counts counts();

    /// For a monitor.
    record Counts(Map<JobState, Long> jobs, long openErrands) {
        public Counts {
            jobs = Map.copyOf(jobs);
        }
    }
}
