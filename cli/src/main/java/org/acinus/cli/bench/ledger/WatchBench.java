package org.acinus.cli.bench.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToLongFunction;
import org.acinus.cli.bench.meter.ProcessMeter;
import org.acinus.cli.watch.ErrandActions;
import org.acinus.cli.watch.ErrandRunner;
import org.acinus.cli.watch.ServiceHealth;
import org.acinus.cli.watch.WatchLoop;
import org.acinus.cli.worker.PatientLedger;
import org.acinus.cli.worker.Supervisor;
import org.acinus.cli.worker.Together;
import org.acinus.cli.worker.WorkerLimits;
import org.acinus.intake.DropFolderWatcher;
import org.acinus.intake.folder.DropFolder;
import org.acinus.intake.gate.GateSettings;
import org.acinus.outcome.FailureCode;
import org.acinus.outcome.SlideOutcome;
import org.acinus.outcome.Stage;
import org.acinus.pipeline.DropLedger;
import org.acinus.pipeline.JobState;
import org.acinus.pipeline.Provenance;
import org.acinus.pipeline.QueueSettings;
import org.acinus.pipeline.SlideJob;
import org.acinus.sql.SqlRunLedger;
import org.acinus.sql.database.Access;
import org.acinus.sql.database.Database;
import org.acinus.wsi.jpeg.ChromaSubsampling;
import org.acinus.wsi.synthetic.SyntheticSlide;
import org.acinus.wsi.write.PyramidLayout;
import org.acinus.wsi.write.PyramidSpec;
import org.acinus.wsi.write.PyramidWriter;
import org.acinus.wsi.write.encode.TileCompression;

/// How the watcher does with very many files, and with none: the very classes of `watch`, on a drop folder and an
/// embedded server of their own. No slide is worked at; that would measure the pipeline.
///
/// Used once, on one thread.
final class WatchBench {
    private static final long POLL_MILLIS = 50;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration DEFAULT_QUIET_PERIOD = Duration.ofMinutes(1);
    private static final int SIDE = 64;
    private static final int HOURS = 24;
    private static final int LOOKS_AN_HOUR = 360;

    private final Path folder;
    private final int files;
    private final Duration quietPeriod;

    /// A measurement.
    ///
    /// @param folder empty; what is measured on goes there
    WatchBench(Path folder, int files, Duration quietPeriod) {
        this.folder = folder;
        this.files = files;
        this.quietPeriod = quietPeriod;
    }

    /// What was measured.
    ///
    /// @param seenSeconds from the drop until each file stood in the ledger as waiting
    /// @param queuedSeconds from the end of the quiet period, counted from the drop, until each was queued
    /// @param idle of a watcher over all these files, finished
    /// @param day of heap in use after a collection, in bytes, at the end of each hour
    record Report(double seenSeconds, double queuedSeconds, Idle idle, List<Long> day) {}

    /// Time that a service took while nothing happened.
    ///
    /// @param cpuSeconds of this process
    /// @param serverCpuSeconds of the embedded server's processes
    record Idle(double wallSeconds, double cpuSeconds, double serverCpuSeconds) {}

    /// Measures.
    ///
    /// @param cache where PostgreSQL's programs are
    /// @param idle how long a watcher is watched doing nothing
    Report run(Path cache, Duration idle) throws IOException, InterruptedException {
        List<Long> day = aDay();
        Path root = Files.createDirectory(folder.resolve("drop")).toRealPath();
        try (PatientLedger ledger = new PatientLedger(() -> new SqlRunLedger(
                Database.inWorkspace(folder.resolve("workspace"), cache, "acinus bench watch", Access.WORK),
                QueueSettings.DEFAULT))) {
            ServiceHealth health = new ServiceHealth(ledger::trouble, WatchLoop.poll(quietPeriod));
            WatchLoop loop = loop(root, ledger, health);
            double[] seconds = drop(root, ledger, loop);
            finishAll(ledger);
            return new Report(seconds[0], seconds[1], idle(root, ledger, loop, health, idle), day);
        }
    }

    private WatchLoop loop(Path root, PatientLedger ledger, ServiceHealth health) throws IOException {
        return new WatchLoop(
                root,
                new DropFolderWatcher(new DropFolder(root, List.of()), GateSettings.quietFor(quietPeriod)),
                ledger,
                (file, stamp) -> Optional.of(
                        new SlideJob(root, file, stamp.bytes(), stamp.modified(), "bench", Provenance.UNSTATED)),
                health);
    }

    /// A folder of files appears by one rename, under the eyes of a watcher that has been running for a while.
    private double[] drop(Path root, PatientLedger ledger, WatchLoop loop) throws IOException, InterruptedException {
        Path batch = Files.createDirectory(folder.resolve("batch"));
        byte[] slide = slide();
        for (int i = 0; i < files; i++) {
            // The number stands behind the picture, where no reader looks: no content is there twice.
            byte[] bytes = ByteBuffer.allocate(slide.length + Integer.BYTES)
                    .put(slide)
                    .putInt(i)
                    .array();
            Files.write(batch.resolve("slide-" + i + ".svs"), bytes);
        }
        try (ExecutorService watching = Executors.newSingleThreadExecutor()) {
            Future<?> service = watching.submit(() -> {
                loop.run(WatchLoop.poll(quietPeriod));
                return root;
            });
            Thread.sleep(WatchLoop.poll(quietPeriod));
            long dropped = System.nanoTime();
            Files.move(batch, root.resolve("batch"));
            double seen = await(ledger, service, dropped, counts -> in(counts, JobState.WAITING) + queued(counts));
            double queued = await(ledger, service, dropped, WatchBench::queued);
            watching.shutdownNow();
            return new double[] {seen, queued - quietPeriod.toMillis() / 1e3};
        }
    }

    private static long in(DropLedger.Counts counts, JobState state) {
        return counts.jobs().getOrDefault(state, 0L);
    }

    private static long queued(DropLedger.Counts counts) {
        return in(counts, JobState.QUEUED);
    }

    private double await(
            PatientLedger ledger, Future<?> service, long sinceNanos, ToLongFunction<DropLedger.Counts> count)
            throws InterruptedException {
        while (count.applyAsLong(ledger.ask(asked -> asked.drops().counts())) < files) {
            if (service.isDone()) {
                throw ended(service);
            }
            if (System.nanoTime() - sinceNanos > PATIENCE.toNanos()) {
                throw new IllegalStateException("Not all files were taken in within " + PATIENCE);
            }
            Thread.sleep(POLL_MILLIS);
        }
        return (System.nanoTime() - sinceNanos) / 1e9;
    }

    private static IllegalStateException ended(Future<?> service) throws InterruptedException {
        try {
            return new IllegalStateException("The watcher ended by itself: " + service.get());
        } catch (ExecutionException failure) {
            return new IllegalStateException("The watcher ended by itself", failure.getCause());
        }
    }

    /// So that the watcher has nothing more to do with them.
    private static void finishAll(PatientLedger ledger) throws InterruptedException {
        SlideOutcome.Failed end = new SlideOutcome.Failed(Stage.WORKER, FailureCode.UNSUPPORTED, "measured");
        while (ledger.ask(asked -> asked.claim("bench").map(claim -> {
                    asked.fail(claim, end);
                    return claim;
                }))
                .isPresent()) {
            // Until there are none.
        }
    }

    /// Everything that `watch` runs beside its workers, with the default quiet period's looks.
    private static Idle idle(Path root, PatientLedger ledger, WatchLoop loop, ServiceHealth health, Duration length)
            throws InterruptedException {
        ErrandActions none = new ErrandActions(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        List<Together.Activity> service = new ArrayList<>(new ErrandRunner(root, none, ledger, health).activities());
        service.add(() -> loop.run(WatchLoop.poll(DEFAULT_QUIET_PERIOD)));
        service.add(() -> new Supervisor(
                        ledger,
                        listener -> {
                            throw new IllegalStateException("There is nothing to work at");
                        },
                        new WorkerLimits(Duration.ofHours(1), 1L << 30),
                        event -> {},
                        () -> {})
                .serve(1));
        try (ExecutorService running = Executors.newSingleThreadExecutor()) {
            Future<?> idling = running.submit(() -> {
                Together.run(service);
                return root;
            });
            Thread.sleep(length.dividedBy(4));
            double cpu = ProcessMeter.cpuSeconds();
            double server = ProcessMeter.childrenCpuSeconds();
            long begin = System.nanoTime();
            Thread.sleep(length);
            Idle idle = new Idle(
                    (System.nanoTime() - begin) / 1e9,
                    ProcessMeter.cpuSeconds() - cpu,
                    ProcessMeter.childrenCpuSeconds() - server);
            if (idling.isDone()) {
                throw ended(idling);
            }
            running.shutdownNow();
            return idle;
        }
    }

    /// A day of looks, every ten seconds by a clock of our own, while each minute brings a file and takes one away.
    private List<Long> aDay() throws IOException {
        Path root = Files.createDirectory(folder.resolve("day"));
        DropFolderWatcher watcher =
                new DropFolderWatcher(new DropFolder(root, List.of()), GateSettings.quietFor(DEFAULT_QUIET_PERIOD));
        byte[] slide = slide();
        List<Long> heap = new ArrayList<>();
        for (int look = 0; look < HOURS * LOOKS_AN_HOUR; look++) {
            if (look % 6 == 0) {
                Files.write(root.resolve("slide-" + look + ".svs"), slide);
                Files.deleteIfExists(root.resolve("slide-" + (look - LOOKS_AN_HOUR / 2) + ".svs"));
            }
            watcher.look(Duration.ofSeconds(10).multipliedBy(look).toNanos());
            if ((look + 1) % LOOKS_AN_HOUR == 0) {
                heap.add(ProcessMeter.heapBytes());
            }
        }
        return heap;
    }

    private byte[] slide() throws IOException {
        Path file = folder.resolve("drawn.svs");
        PyramidSpec spec = new PyramidSpec(
                SIDE,
                PyramidSpec.APERIO_STEP,
                SIDE,
                new TileCompression.Jpeg(75, ChromaSubsampling.C420),
                PyramidLayout.APERIO);
        new PyramidWriter(spec, 1)
                .write(
                        SyntheticSlide.tissue(SIDE, SIDE, 1),
                        SyntheticSlide.drawn("bench", SyntheticSlide.SPACING_MICRONS),
                        file,
                        (done, total) -> {});
        byte[] bytes = Files.readAllBytes(file);
        Files.delete(file);
        return bytes;
    }
}
