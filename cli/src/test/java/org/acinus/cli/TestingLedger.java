package org.acinus.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.acinus.mil.PackId;
import org.acinus.outcome.SlideOutcome;
import org.acinus.outcome.SlideResult;
import org.acinus.outcome.TileSource;
import org.acinus.pipeline.ClaimedJob;
import org.acinus.pipeline.DropLedger;
import org.acinus.pipeline.JobState;
import org.acinus.pipeline.JobStatus;
import org.acinus.pipeline.RunLedger;
import org.acinus.pipeline.SlideJob;
import org.acinus.pipeline.StoredRun;
import org.acinus.pipeline.SupervisorLock;

/// A ledger that holds finished runs in memory, has nothing to do, and refuses everything else.
public final class TestingLedger implements RunLedger {
    private final List<StoredRun> runs = new ArrayList<>();
    private final List<SlideResult> results = new ArrayList<>();

    /// Adds a run whose id is its place.
    public void add(StoredRun run, SlideResult result) {
        runs.add(run);
        results.add(result);
    }

    @Override
    public List<StoredRun> newestRuns() {
        return List.copyOf(runs);
    }

    @Override
    public SlideResult summary(long runId) {
        return results.get(Math.toIntExact(runId));
    }

    @Override
    public TileSource tiles(long runId) {
        return TileSource.of(summary(runId).tiles());
    }

    @Override
    public Optional<SupervisorLock> trySupervise() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean tryWatch(Path sourceRoot) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void notePack(PackId pack, boolean demo) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int enqueue(List<SlideJob> jobs, boolean force) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int enqueueForFiles(List<SlideJob> jobs) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<ClaimedJob> claim(String worker) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Duration> untilDue() {
        return Optional.empty();
    }

    @Override
    public void extend(ClaimedJob claim) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<SlideResult> known(ClaimedJob claim, String sha256) {
        throw new UnsupportedOperationException();
    }

    @Override
    public JobState setBack(ClaimedJob claim, SlideOutcome.Failed failure, List<String> lastOutput) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void giveBack(ClaimedJob claim) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, JobState> setBackHeldBy(String worker, SlideOutcome.Failed failure, List<String> lastOutput) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long complete(ClaimedJob claim, SlideResult result) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void fail(ClaimedJob claim, SlideOutcome.Failed failure) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<String> giveBackHeldBy(String worker) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<String> holders() {
        throw new UnsupportedOperationException();
    }

    @Override
    public DropLedger drops() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<JobStatus> status() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
