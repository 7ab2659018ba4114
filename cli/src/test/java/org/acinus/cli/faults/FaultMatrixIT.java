package org.acinus.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Twenty-eight ways to lose a slide, tried on real processes with a real PostgreSQL; the table says what was
/// lost.
///
/// Each case is tried `acinus.faults.tries` times, once unless told otherwise, with other random delays every time;
/// `acinus.faults.abreast` of those that have a watcher of their own are tried at a time; `acinus.faults.only`
/// names cases by a regular expression; [Pace] says how fast time goes. Where `acinus.faults.record` names a file,
/// each try is written down there, and one that stands there is not made again. The table goes to
/// `target/fault-matrix.txt` too, after each round.
class FaultMatrixIT {
    private static final Logger LOG = LoggerFactory.getLogger(FaultMatrixIT.class);

    @TempDir
    private Path folder;

    private final Map<FaultCase, String> skipped = new ConcurrentHashMap<>();
    private List<FaultCase> cases = List.of();

    @SuppressWarnings("NullAway.Init") // opened first of all
    private FaultRecord record;

    @Test
    void nothingIsLostWhateverBreaks() throws Exception {
        int tries = Integer.getInteger("acinus.faults.tries", 1);
        Pattern only = Pattern.compile(System.getProperty("acinus.faults.only", ".*"));
        cases = Stream.concat(ProcessFaults.all().stream(), FileFaults.all().stream())
                .filter(fault -> only.matcher(fault.title()).matches())
                .toList();
        record = FaultRecord.open(Optional.of(System.getProperty("acinus.faults.record", ""))
                .filter(name -> !name.isEmpty())
                .map(Path::of));
        for (int i = 0; i < tries; i++) {
            int round = i;
            List<FaultCase> open =
                    cases.stream().filter(fault -> !record.holds(round, fault)).toList();
            abreast(open, round);
            together(open, round);
            Files.writeString(Path.of("target", "fault-matrix.txt"), table());
        }
        LOG.warn("\n{}", table());
        assertThat(cases).as(table()).allMatch(fault -> record.sum(fault).isClean());
    }

    private void abreast(List<FaultCase> open, int round) throws Exception {
        int abreast = Integer.getInteger("acinus.faults.abreast", 2);
        List<Future<FaultCase>> tried = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(abreast)) {
            for (FaultCase fault : open) {
                if (fault.room() == FaultCase.Room.OWN) {
                    tried.add(pool.submit(() -> alone(fault, round), fault));
                }
            }
        }
        for (Future<FaultCase> done : tried) {
            done.get();
        }
    }

    /// The delays of a try are its own, whatever else is tried in this run.
    private static Random random(int round, String title) {
        return new Random(31L * title.hashCode() + round);
    }

    private FaultRig rig(Random random) throws IOException {
        return new FaultRig(Files.createTempDirectory(folder, "rig"), new Random(random.nextLong()));
    }

    private void alone(FaultCase fault, int round) {
        long started = System.nanoTime();
        try (FaultRig rig = rig(random(round, fault.title()))) {
            Tally told = tell(fault, rig);
            if (skipped.containsKey(fault)) {
                return;
            }
            rig.settle();
            add(round, fault, told.plus(rig.judge()), started);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /// A story that ends with an exception is a failed case, not a failed table.
    private Tally tell(FaultCase fault, FaultRig rig) {
        try {
            fault.story().tell(rig);
            return Tally.NONE;
        } catch (FaultCase.SkippedException notHere) {
            skipped.put(fault, String.valueOf(notHere.getMessage()));
            return Tally.NONE;
        } catch (Exception | AssertionError failed) {
            return new Tally(0, 1, 0, 0, 0, 0, 0, "[" + failed + "]");
        }
    }

    private void together(List<FaultCase> open, int round) throws Exception {
        List<FaultCase> files = open.stream()
                .filter(fault -> fault.room() == FaultCase.Room.SHARED)
                .toList();
        if (files.isEmpty()) {
            return;
        }
        long started = System.nanoTime();
        Map<FaultCase, Tally> told = new ConcurrentHashMap<>();
        try (FaultRig rig = rig(random(round, "files"))) {
            rig.start();
            List<Thread> writers = new ArrayList<>();
            for (FaultCase fault : files) {
                writers.add(Thread.ofPlatform().name(fault.name()).start(() -> told.put(fault, tell(fault, rig))));
            }
            for (Thread writer : writers) {
                writer.join();
            }
            rig.settle();
            Map<String, String> unmet = rig.unmet();
            Tally all = rig.judge();
            for (FaultCase fault : files) {
                if (!skipped.containsKey(fault)) {
                    add(round, fault, told.getOrDefault(fault, Tally.NONE).plus(share(fault, unmet, all)), started);
                }
            }
        }
    }

    /// What the whole session did wrong is not known to be any one case's.
    private static Tally share(FaultCase fault, Map<String, String> unmet, Tally all) {
        List<String> own = unmet.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(fault.number() + "/"))
                .map(Object::toString)
                .toList();
        return new Tally(
                1,
                own.size(),
                all.duplicated(),
                all.half(),
                all.crashed(),
                all.touched(),
                all.unlogged(),
                all.isClean() ? "" : own + all.detail());
    }

    private void add(int round, FaultCase fault, Tally tally, long startedNanos) throws IOException {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startedNanos);
        record.add(new FaultRecord.Try(round, fault.title(), tally, load, seconds));
        LOG.warn("{} ({} s, load {}): {}", fault.title(), seconds, load, tally);
    }

    private String table() {
        StringBuilder table = new StringBuilder();
        table.append(
                String.format("time goes %d times as fast as in earnest; %s%n", Pace.scale(), record.conditions()));
        table.append(String.format(
                "%4s  %-66s %5s %5s %5s %5s %7s %7s %8s%n",
                "case", "", "tries", "lost", "dupl.", "half", "crashed", "touched", "unlogged"));
        for (FaultCase fault : cases) {
            table.append(line(fault, record.sum(fault)));
        }
        return table.toString();
    }

    private String line(FaultCase fault, Tally tally) {
        if (skipped.containsKey(fault)) {
            return String.format("%4d  %-66s skipped: %s%n", fault.number(), fault.name(), skipped.get(fault));
        }
        return String.format(
                Locale.ROOT,
                "%4d  %-66s %5d %5d %5d %5d %7d %7d %8d%s%n",
                fault.number(),
                fault.name(),
                tally.tries(),
                tally.lost(),
                tally.duplicated(),
                tally.half(),
                tally.crashed(),
                tally.touched(),
                tally.unlogged(),
                tally.isClean() ? "" : "  " + tally.detail());
    }
}
