package org.acinus.cli.faults;

import static org.awaitility.Awaitility.await;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.acinus.pipeline.FaultPoint;
import org.acinus.pipeline.LedgerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One drop folder, its workspace and its watcher: a real process with real workers and a real PostgreSQL.
///
/// Lease, quiet period, back-off and patience are shortened by [Pace]. Steps of a fault are made here in the order
/// in which they happen; what must come of it is stated by [#expect] and judged by [#judge].
final class FaultRig implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(FaultRig.class);
    private static final Duration LONGEST = Pace.longest();
    private static final Duration POLL = Duration.ofMillis(50);
    /// So many times its patience a rig waits where states change and nothing comes of it.
    private static final int CIRCLES = 5;

    private final Path folder;
    private final Path faults;
    private final Random random;
    private final Map<String, String> expected = new ConcurrentSkipListMap<>();
    private final InputFolder input;
    private final Watchers watchers;
    private final List<Closeable> last = new ArrayList<>();
    private int allowedRuns;
    private int crashes;

    FaultRig(Path folder, Random random) throws IOException {
        this.folder = folder;
        this.random = random;
        this.faults = Files.createDirectories(folder.resolve("faults"));
        this.input = new InputFolder(folder.resolve("drop"), Files.createDirectories(folder.resolve("drafts")));
        this.watchers = new Watchers(folder, faults);
    }

    Path drop() {
        return input.root();
    }

    Path workspace() {
        return folder.resolve("workspace");
    }

    Path folder() {
        return folder;
    }

    LedgerView ledger() {
        return new LedgerView(workspace());
    }

    /// Writes a file into the drop folder, whole in one step.
    Path put(String name, byte[] bytes) throws IOException {
        return input.put(name, bytes);
    }

    /// Puts a slide that gets a result, of content that no other has.
    Path putSlide(String name) throws IOException {
        expect(name, "DONE");
        return put(name, Slides.whole(random.nextLong()));
    }

    /// States what must become of a file: `DONE`, `FAILED CODE`, `FAILED *`, or `NOWHERE` for what is no slide.
    void expect(String name, String state) {
        expected.put(name, state);
    }

    /// States that so many results more than slides are right: of content that was replaced.
    void allowRuns(int more) {
        allowedRuns += more;
    }

    /// The drop folder, for what a story writes there step by step.
    InputFolder input() {
        return input;
    }

    /// Makes the superuser's watchers obey permissions, as anybody's must.
    ///
    /// @throws FaultCase.SkippedException where that is not possible
    void obeyPermissions() throws IOException, FaultCase.SkippedException {
        watchers.obeyPermissions();
    }

    /// Starts a watcher with further options.
    Process start(String... options) throws IOException {
        return watchers.start(options);
    }

    /// Makes every process that reaches a point wait there.
    void hold(FaultPoint point) throws IOException {
        Files.createFile(holdFile(point));
    }

    void release(FaultPoint point) throws IOException {
        Files.deleteIfExists(holdFile(point));
    }

    private Path holdFile(FaultPoint point) {
        return faults.resolve("hold-" + point.name().toLowerCase(Locale.ROOT));
    }

    /// Waits until a process waits at a point.
    ///
    /// @return its number
    long reached(FaultPoint point) throws IOException {
        String start = "reached-" + point.name().toLowerCase(Locale.ROOT) + "-";
        await().atMost(LONGEST).pollInterval(POLL).until(() -> find(start).isPresent());
        String numbers = find(start).orElseThrow().substring(start.length());
        return Long.parseLong(numbers.substring(0, numbers.indexOf('-')));
    }

    private Optional<String> find(String start) throws IOException {
        try (Stream<Path> files = Files.list(faults)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(start))
                    .findAny();
        }
    }

    /// Requires that nobody has taken up a file yet.
    void requireUnread(String name) {
        String state = ledger().states().getOrDefault(name, "NOWHERE");
        if (!state.equals("NOWHERE") && !state.equals("WAITING")) {
            throw new IllegalStateException(name + " is " + state + " while it is being written");
        }
    }

    /// Waits a random time, up to what is said in earnest.
    void pause(Duration atMost) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(random.nextLong(Pace.of(atMost).toMillis()));
    }

    /// Waits just so long, in earnest.
    void wait(Duration inEarnest) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(Pace.of(inEarnest).toMillis());
    }

    /// Sends a signal.
    void signal(String name, long pid) throws IOException, InterruptedException {
        int status = new ProcessBuilder("kill", "-" + name, String.valueOf(pid))
                .start()
                .waitFor();
        if (status != 0) {
            throw new IllegalStateException("no process " + pid + " to send " + name);
        }
    }

    /// Kills a watcher; its workers end by themselves.
    void kill(Process watcher) throws InterruptedException {
        watchers.kill(watcher);
    }

    /// Waits until a watcher has ended by itself, saying why by its exit status.
    void awaitRefusal(Process watcher, int status) throws InterruptedException {
        watchers.awaitRefusal(watcher, status);
    }

    /// Closes something when everything of this rig has ended.
    <T extends Closeable> T closedLast(T resource) {
        last.add(resource);
        return resource;
    }

    /// Waits until every file is what it must become, or nothing has happened for too long: a busy machine is given
    /// the time it needs, a stuck one is not, nor one that goes round in circles.
    void settle() throws InterruptedException {
        int least = Integer.MAX_VALUE;
        long steps = 0;
        Instant patience = Instant.now().plus(LONGEST);
        Instant end = patience.plus(LONGEST.multipliedBy(CIRCLES));
        while (!unmet().isEmpty()
                && Instant.now().isBefore(patience)
                && Instant.now().isBefore(end)) {
            TimeUnit.MILLISECONDS.sleep(200);
            long taken = ledger().steps();
            if (unmet().size() < least) {
                least = unmet().size();
                end = Instant.now().plus(LONGEST.multipliedBy(CIRCLES));
                steps = -1;
            }
            if (taken > steps) {
                steps = taken;
                patience = Instant.now().plus(LONGEST);
            }
        }
        if (!unmet().isEmpty()) {
            // What is not as it must be is counted as lost by the judgement.
            crashes += watchers.ended();
        }
    }

    /// What is not as it must be.
    Map<String, String> unmet() {
        Map<String, String> states = ledger().states();
        Map<String, String> unmet = new TreeMap<>();
        expected.forEach((file, wanted) -> {
            String state = states.getOrDefault(file, "NOWHERE");
            boolean met = wanted.endsWith("*")
                    ? state.startsWith(wanted.substring(0, wanted.length() - 1))
                    : state.equals(wanted);
            if (!met) {
                unmet.put(file, state + ", not " + wanted);
            }
        });
        return unmet;
    }

    /// Stops the watchers and counts. A database that cannot be asked any more is a crash.
    Tally judge() throws IOException, InterruptedException {
        Map<String, String> lost = unmet();
        List<String> wrong = new ArrayList<>();
        int duplicated = 0;
        int half = Slides.brokenResults(workspace());
        int unlogged = 0;
        try {
            duplicated = Math.max(0, ledger().surplusRuns() - allowedRuns);
            half += ledger().halfRuns();
            List<String> gaps = ledger().auditGaps(Path.of(System.getProperty("acinus.cache")));
            unlogged = gaps.size();
            wrong.addAll(gaps);
        } catch (SQLException | IOException | LedgerException gone) {
            crashes++;
            wrong.add(String.valueOf(gone));
        }
        crashes += watchers.stop();
        half += Slides.drafts(workspace());
        List<String> touched = input.touched();
        wrong.addAll(touched);
        if (!lost.isEmpty()) {
            wrong.add(lost.toString());
        }
        String detail = wrong.isEmpty() && crashes == 0 ? "" : wrong + " " + watchers.lastLines();
        return new Tally(1, lost.size(), duplicated, half, crashes, touched.size(), unlogged, detail);
    }

    @Override
    public void close() throws IOException {
        try {
            watchers.stop();
        } catch (InterruptedException hurry) {
            watchers.destroy();
            Thread.currentThread().interrupt();
        }
        for (Closeable resource : last) {
            resource.close();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (NoSuchFileException | DirectoryNotEmptyException | UncheckedIOException going) {
            // A server that was killed may still be leaving; the folder is below a test's temporary one.
            LOG.debug("{} is not empty yet", folder, going);
        }
    }
}
