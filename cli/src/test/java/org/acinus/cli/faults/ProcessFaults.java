package org.acinus.cli.faults;

import static org.acinus.cli.faults.FaultCase.alone;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.acinus.pipeline.FaultPoint;

/// Faults of processes, of the database and of disks: each has a watcher of its own, or several.
final class ProcessFaults {
    private static final Duration LONG = Pace.longest();
    private static final int CROWD = Integer.getInteger("acinus.faults.crowd", 12);
    private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);

    private ProcessFaults() {}

    static List<FaultCase> all() {
        return List.of(
                alone(1, "kill -9 of everything while discovering", rig -> {
                    rig.putSlide("a.svs");
                    rig.hold(FaultPoint.DISCOVERED);
                    Process watcher = rig.start();
                    rig.reached(FaultPoint.DISCOVERED);
                    rig.kill(watcher);
                    rig.release(FaultPoint.DISCOVERED);
                    rig.start();
                }),
                alone(1, "kill -9 of the worker while hashing", rig -> killWorkerAt(rig, FaultPoint.HASHING)),
                alone(2, "kill -9 of the worker in mid tiling", rig -> killWorkerAt(rig, FaultPoint.TILING)),
                alone(3, "kill -9 of everything between files and rows", rig -> killAllAt(rig, FaultPoint.EXPORTED)),
                alone(4, "kill -9 of everything after commit, before the move", ProcessFaults::afterCommit),
                alone(5, "two watchers on one folder, " + CROWD + " slides", rig -> {
                    for (int i = 0; i < CROWD; i++) {
                        rig.putSlide("s" + i + ".svs");
                    }
                    rig.start();
                    rig.pause(HALF_A_MINUTE);
                    rig.start();
                }),
                alone(6, "worker stopped past its lease, then continued", ProcessFaults::stopped),
                alone(7, "connections cut in mid COPY", rig -> {
                    rig.putSlide("a.svs");
                    rig.hold(FaultPoint.COPYING);
                    rig.start();
                    rig.reached(FaultPoint.COPYING);
                    rig.ledger()
                            .change("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                                    + " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()");
                    rig.release(FaultPoint.COPYING);
                }),
                alone(7, "server killed in mid COPY", rig -> {
                    rig.putSlide("a.svs");
                    rig.hold(FaultPoint.COPYING);
                    rig.start();
                    rig.reached(FaultPoint.COPYING);
                    rig.signal("QUIT", rig.ledger().postmaster());
                    rig.pause(HALF_A_MINUTE);
                    rig.release(FaultPoint.COPYING);
                }),
                alone(8, "database down for a while", ProcessFaults::databaseDown),
                alone(8, "database goes down while a worker starts", ProcessFaults::downAtWorkersStart),
                alone(9, "disk full under the results", ProcessFaults::diskFull),
                alone(10, "disk full under the database", ProcessFaults::databaseDiskFull),
                alone(17, "a tile that unpacks to a gigabyte", rig -> {
                    rig.put("bomb.tif", Slides.deflateBomb());
                    rig.expect("bomb.tif", "FAILED *");
                    rig.putSlide("after.svs");
                    rig.start("--worker-memory", "1500m");
                }),
                alone(20, "worker dies of SIGSEGV", rig -> {
                    rig.putSlide("a.svs");
                    rig.putSlide("b.svs");
                    rig.hold(FaultPoint.TILING);
                    rig.start();
                    long worker = rig.reached(FaultPoint.TILING);
                    rig.release(FaultPoint.TILING);
                    rig.signal("SEGV", worker);
                }),
                alone(20, "worker hangs", ProcessFaults::hanging),
                alone(25, "a file that may not be read", rig -> {
                    rig.obeyPermissions();
                    Files.setPosixFilePermissions(rig.put("closed.svs", Slides.whole(25)), Set.of());
                    rig.expect("closed.svs", "FAILED PERMISSION");
                    rig.putSlide("open.svs");
                    rig.start();
                }),
                alone(25, "results that may not be written for a while", ProcessFaults::closedResults),
                alone(27, "the lease is over an hour early, as after a jump of the clock", rig -> {
                    rig.putSlide("a.svs");
                    rig.hold(FaultPoint.TILING);
                    rig.start("--workers", "2", "--lease", "120");
                    rig.reached(FaultPoint.TILING);
                    rig.release(FaultPoint.TILING);
                    rig.ledger()
                            .change("UPDATE acinus.job SET lease_until = lease_until - interval '1 hour'"
                                    + " WHERE state = 'RUNNING'");
                }),
                alone(28, "a pack's file is changed in mid run", ProcessFaults::changedPack));
    }

    private static void killWorkerAt(FaultRig rig, FaultPoint point) throws Exception {
        rig.putSlide("a.svs");
        rig.hold(point);
        rig.start();
        long worker = rig.reached(point);
        rig.pause(HALF_A_MINUTE);
        rig.release(point);
        rig.signal("KILL", worker);
    }

    private static void killAllAt(FaultRig rig, FaultPoint point) throws Exception {
        rig.putSlide("a.svs");
        rig.hold(point);
        Process watcher = rig.start();
        rig.reached(point);
        rig.pause(HALF_A_MINUTE);
        rig.kill(watcher);
        rig.release(point);
        rig.start();
    }

    private static void afterCommit(FaultRig rig) throws Exception {
        Path done = rig.folder().resolve("done");
        rig.putSlide("a.svs");
        rig.hold(FaultPoint.COMMITTED);
        Process watcher = rig.start();
        rig.reached(FaultPoint.COMMITTED);
        rig.kill(watcher);
        rig.release(FaultPoint.COMMITTED);
        rig.start("--move-done", done.toString());
        rig.input().give("a.svs");
        await().atMost(LONG).until(() -> Files.exists(done.resolve("a.svs")));
        if (Files.exists(rig.drop().resolve("a.svs"))) {
            throw new IllegalStateException("moved, and still there");
        }
    }

    private static void stopped(FaultRig rig) throws Exception {
        rig.putSlide("a.svs");
        rig.hold(FaultPoint.TILING);
        rig.start("--workers", "2");
        long worker = rig.reached(FaultPoint.TILING);
        rig.signal("STOP", worker);
        rig.release(FaultPoint.TILING);
        await().atMost(LONG).until(() -> rig.unmet().isEmpty());
        rig.pause(HALF_A_MINUTE);
        rig.signal("CONT", worker);
        rig.pause(Pace.LEASE);
    }

    /// The limit is several times what a slide takes here and now: a slow machine is no fault.
    private static void hanging(FaultRig rig) throws Exception {
        rig.putSlide("before.svs");
        Process before = rig.start();
        await().atMost(LONG).until(() -> rig.unmet().isEmpty());
        Duration usual = rig.ledger().timeOf("before.svs");
        before.destroy();
        before.waitFor();
        Duration limit = Pace.of(Pace.SLIDE_TIMEOUT);
        limit = limit.compareTo(usual.multipliedBy(10)) > 0 ? limit : usual.multipliedBy(10);
        rig.putSlide("a.svs");
        rig.putSlide("b.svs");
        rig.hold(FaultPoint.TILING);
        Process watcher = rig.start("--slide-timeout", String.valueOf(limit.toSeconds()));
        long worker = rig.reached(FaultPoint.TILING);
        await().atMost(LONG.plus(limit))
                .until(() -> Watchers.workers(watcher).stream().noneMatch(w -> w.pid() == worker));
        rig.release(FaultPoint.TILING);
    }

    private static void databaseDown(FaultRig rig) throws Exception {
        int port = Monitor.freePort();
        rig.start("--metrics-port", String.valueOf(port));
        await().atMost(LONG).until(() -> Monitor.status(port) == 200);
        // Whoever starts the server takes this lock first: as long as it is ours, the database stays down.
        Process lock = new ProcessBuilder(
                        "flock", "--no-fork", rig.ledger().serverLock().toString(), "sleep", "1000")
                .start();
        try {
            rig.signal("QUIT", rig.ledger().postmaster());
            rig.putSlide("a.svs");
            await().atMost(LONG).until(() -> Monitor.status(port) == 503);
            rig.wait(Pace.OUTAGE);
        } finally {
            lock.destroyForcibly().waitFor();
        }
        await().atMost(LONG).until(() -> Monitor.status(port) == 200);
    }

    private static void downAtWorkersStart(FaultRig rig) throws Exception {
        rig.putSlide("a.svs");
        rig.hold(FaultPoint.STARTING);
        rig.start();
        rig.reached(FaultPoint.STARTING);
        Process lock = new ProcessBuilder(
                        "flock", "--no-fork", rig.ledger().serverLock().toString(), "sleep", "1000")
                .start();
        try {
            rig.signal("QUIT", rig.ledger().postmaster());
            rig.release(FaultPoint.STARTING);
            rig.wait(Pace.OUTAGE);
        } finally {
            lock.destroyForcibly().waitFor();
        }
    }

    private static void diskFull(FaultRig rig) throws Exception {
        Path results = Files.createDirectories(rig.workspace().resolve("results"));
        SmallDisk disk = rig.closedLast(SmallDisk.mount(results, "8k"));
        rig.putSlide("a.svs");
        rig.start();
        // Three are a slide's own tries; a full disk is not the slide's fault.
        await().atMost(LONG)
                .ignoreExceptions()
                .until(() -> rig.ledger().number("SELECT count(*) FROM acinus.job WHERE tries > 3") > 0);
        disk.resize("64m");
    }

    private static void closedResults(FaultRig rig) throws Exception {
        rig.obeyPermissions();
        Path results = Files.createDirectories(rig.workspace().resolve("results"));
        Files.setPosixFilePermissions(results, PosixFilePermissions.fromString("r-xr-xr-x"));
        rig.putSlide("a.svs");
        rig.start();
        await().atMost(LONG)
                .ignoreExceptions()
                .until(() -> rig.ledger().number("SELECT count(*) FROM acinus.job WHERE tries > 0") > 0);
        Files.setPosixFilePermissions(results, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void databaseDiskFull(FaultRig rig) throws Exception {
        Path postgres = Files.createDirectories(rig.workspace().resolve("postgres"));
        rig.closedLast(SmallDisk.mount(postgres, "300m"));
        rig.putSlide("a.svs");
        rig.hold(FaultPoint.EXPORTED);
        rig.start();
        rig.reached(FaultPoint.EXPORTED);
        Path ballast = postgres.resolve("ballast");
        SmallDisk.fill(ballast);
        rig.release(FaultPoint.EXPORTED);
        rig.wait(Pace.OUTAGE);
        Files.delete(ballast);
    }

    private static void changedPack(FaultRig rig) throws Exception {
        Path pack = Files.createDirectories(rig.folder().resolve("pack"));
        Path own = Path.of(System.getProperty("acinus.root"), "models", "demo-head");
        try (Stream<Path> files = Files.list(own)) {
            for (Path file : files.toList()) {
                Files.copy(file, pack.resolve(file.getFileName().toString()));
            }
        }
        Path weights = pack.resolve("head.safetensors");
        byte[] right = Files.readAllBytes(weights);
        rig.putSlide("a.svs");
        rig.hold(FaultPoint.HASHING);
        Process watcher = rig.start("--pack", pack.toString());
        long worker = rig.reached(FaultPoint.HASHING);
        byte[] wrong = right.clone();
        wrong[wrong.length / 2] ^= 1;
        Files.write(weights, wrong);
        rig.release(FaultPoint.HASHING);
        rig.signal("KILL", worker);
        rig.awaitRefusal(watcher, 4);
        Files.write(weights, right);
        rig.start("--pack", pack.toString());
    }
}
