package org.acinus.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Twenty-eight ways to lose a slide, tried on real processes with a real PostgreSQL; the table says what was
/// lost.
///
/// Each case is tried `acinus.faults.tries` times, once unless told otherwise, with other random delays every
/// time;
/// `acinus.faults.abreast` of those that have a watcher of their own are tried at a time; `acinus.faults.only`
/// names
/// cases by a regular expression; [Pace] says how fast time goes. The table goes to `target/fault-matrix.txt`
/// too,
/// after each round.
class FaultMatrixIT {
    private static final Logger LOG = LoggerFactory.getLogger(FaultMatrixIT.class);

    @TempDir
    private Path folder;

    private final Map<FaultCase, Tally> tallies = new LinkedHashMap<>();
    private final Map<FaultCase, String> skipped = new ConcurrentHashMap<>();

    @Test
    void nothingIsLostWhateverBreaks() throws Exception {
        int tries = Integer.getInteger("acinus.faults.tries", 1);
        Pattern only = Pattern.compile(System.getProperty("acinus.faults.only", ".*"));
        List<FaultCase> cases = Stream.concat(ProcessFaults.all().stream(), FileFaults.all().stream())
                .filter(fault ->
                        only.matcher(fault.number() + " " + fault.name()).matches())
                .toList();
        cases.forEach(fault -> tallies.put(fault, Tally.NONE));
        for (int round = 0; round < tries; round++) {
            Random random = new Random(round);
            abreast(cases, random);
            together(cases, random);
            Files.writeString(Path.of("target", "fault-matrix.txt"), table());
        }
        LOG.warn("\n{}", table());
        assertThat(tallies.values()).as(table()).allMatch(Tally::isClean);
    }

    private void abreast(List<FaultCase> cases, Random random) throws Exception {
        int abreast = Integer.getInteger("acinus.faults.abreast", 2);
        List<Future<FaultCase>> tried = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(abreast)) {
            for (FaultCase fault : cases) {
                Random own = new Random(random.nextLong());
                if (fault.room() == FaultCase.Room.OWN) {
                    tried.add(pool.submit(() -> alone(fault, own), fault));
                }
            }
        }
        for (Future<FaultCase> done : tried) {
            done.get();
        }
    }

    private FaultRig rig(Random random) throws IOException {
        return new FaultRig(Files.createTempDirectory(folder, "rig"), new Random(random.nextLong()));
    }

    private void alone(FaultCase fault, Random random) {
        try (FaultRig rig = rig(random)) {
            Tally told = tell(fault, rig);
            rig.settle();
            Tally judged = skipped.containsKey(fault) ? Tally.NONE : rig.judge();
            add(fault, told.plus(judged));
            LOG.warn("{} {}: {}", fault.number(), fault.name(), told.plus(judged));
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

    private void together(List<FaultCase> cases, Random random) throws Exception {
        List<FaultCase> files = cases.stream()
                .filter(fault -> fault.room() == FaultCase.Room.SHARED)
                .toList();
        if (files.isEmpty()) {
            return;
        }
        try (FaultRig rig = rig(random)) {
            rig.start();
            List<Thread> writers = new ArrayList<>();
            for (FaultCase fault : files) {
                writers.add(Thread.ofPlatform().name(fault.name()).start(() -> add(fault, tell(fault, rig))));
            }
            for (Thread writer : writers) {
                writer.join();
            }
            rig.settle();
            Map<String, String> unmet = rig.unmet();
            Tally all = rig.judge();
            for (FaultCase fault : files) {
                List<String> own = unmet.entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith(fault.number() + "/"))
                        .map(Object::toString)
                        .toList();
                if (!skipped.containsKey(fault)) {
                    // What the whole session did wrong is not known to be any one case's.
                    add(
                            fault,
                            new Tally(
                                    1,
                                    own.size(),
                                    all.duplicated(),
                                    all.half(),
                                    all.crashed(),
                                    all.touched(),
                                    all.unlogged(),
                                    all.isClean() ? "" : own + all.detail()));
                }
            }
        }
    }

    private synchronized void add(FaultCase fault, Tally tally) {
        tallies.merge(fault, tally, Tally::plus);
    }

    private synchronized String table() {
        StringBuilder table = new StringBuilder();
        table.append(String.format("time goes %d times as fast as in earnest%n", Pace.scale()));
        table.append(String.format(
                "%4s  %-66s %5s %5s %5s %5s %7s %7s %8s%n",
                "case", "", "tries", "lost", "dupl.", "half", "crashed", "touched", "unlogged"));
        tallies.forEach((fault, tally) -> table.append(
                skipped.containsKey(fault)
                        ? String.format("%4d  %-66s skipped: %s%n", fault.number(), fault.name(), skipped.get(fault))
                        : String.format(
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
                                tally.isClean() ? "" : "  " + tally.detail())));
        return table.toString();
    }
}
