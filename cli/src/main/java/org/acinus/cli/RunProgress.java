package org.acinus.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.acinus.cli.log.LogLines;
import org.acinus.cli.terminal.Json;
import org.acinus.cli.terminal.SignOfLife;
import org.acinus.cli.terminal.TileBar;
import org.acinus.cli.worker.WorkerEvent;
import org.acinus.export.PackNotice;
import org.acinus.intake.folder.SafeText;
import org.acinus.mil.pack.ModelPack;
import org.acinus.pipeline.JobState;
import org.acinus.pipeline.JobStatus;
import org.acinus.pipeline.SlideFolder;
import org.slf4j.event.Level;

/// Shows a run on standard error: one line a slide, and on a terminal a bar for the slide at hand; elsewhere a line
/// every few minutes for a slide that takes long.
///
/// Thread-safe.
final class RunProgress implements Consumer<WorkerEvent> {
    private static final String CLEAR_LINE = "\r\u001b[2K";

    private final LogLines lines;
    private final PrintWriter err;
    /// Standard error is what matters here, and only the launcher can ask about it.
    private final boolean terminal = Boolean.getBoolean("acinus.terminal");
    private final boolean counts;
    private final LongSupplier nanos;
    /// Of the slides at hand, by file.
    private final Map<String, AtHand> atHand = new HashMap<>();
    private boolean demo;
    private int queued;
    private int finished;

    private RunProgress(PrintWriter err, LogLines lines, boolean counts, boolean demo, LongSupplier nanos) {
        this.lines = lines;
        this.err = lines.forPeople(err);
        this.counts = counts;
        this.demo = demo;
        this.nanos = nanos;
    }

    /// What is said of a slide while somebody works on it.
    private record AtHand(TileBar bar, SignOfLife sign) {
        static AtHand since(LongSupplier nanos) {
            return new AtHand(new TileBar(nanos), new SignOfLife(nanos));
        }
    }

    /// For a number of slides that [#begin] says, with the head that gives the results.
    static RunProgress counted(PrintWriter err, LogLines lines) {
        return counted(err, lines, System::nanoTime);
    }

    /// The same by another clock.
    static RunProgress counted(PrintWriter err, LogLines lines, LongSupplier nanos) {
        return new RunProgress(err, lines, true, false, nanos);
    }

    /// For slides as they come.
    ///
    /// @param head that gives the results; those of a demonstration are marked
    static RunProgress endless(PrintWriter err, LogLines lines, ModelPack head) {
        return new RunProgress(err, lines, false, head.manifest().demo(), System::nanoTime);
    }

    /// The file or folder that a named link leads to, which is said: a worker opens no link, since one may lead
    /// elsewhere by the time it does. Anything else as it is.
    ///
    /// @throws IOException where a link leads nowhere
    synchronized Path followed(Path named) throws IOException {
        if (!Files.isSymbolicLink(named)) {
            return named;
        }
        Path real = named.toRealPath();
        err.println(
                "acinus: " + SafeText.of(named.toString()) + " is a link: taken as " + SafeText.of(real.toString()));
        return real;
    }

    synchronized void listed(SlideFolder.Listing listing) {
        for (String problem : listing.unreadable()) {
            err.println("acinus: cannot look into " + SafeText.of(problem));
        }
        if (listing.links() > 0) {
            err.println("acinus: " + words(listing.links(), "symbolic link was", "symbolic links were")
                    + " not followed; name what they lead to, file or folder, to have it taken");
        }
        if (listing.ignored() > 0) {
            err.println("acinus: " + words(listing.ignored(), "file has", "files have")
                    + " no ending that slides have, and stayed out");
        }
    }

    private static String words(int number, String one, String several) {
        return number + " " + (number == 1 ? one : several);
    }

    synchronized void begin(int total, int toDo, ModelPack head, String device) {
        queued = toDo;
        demo = head.manifest().demo();
        String mark = demo ? " (DEMO: for demonstration only)" : "";
        err.println("acinus: " + toDo + " of " + total + " slides to do, with " + head + mark + " on " + device);
        err.flush();
    }

    @Override
    public synchronized void accept(WorkerEvent event) {
        if (lines.isJson()) {
            tell(event);
            return;
        }
        switch (event) {
            case WorkerEvent.Claimed claimed -> {
                atHand.put(claimed.file(), AtHand.since(nanos));
                advance(claimed.file(), 0, 0);
            }
            case WorkerEvent.Advanced advanced -> advance(advanced.file(), advanced.tilesDone(), advanced.tilesTotal());
            case WorkerEvent.Finished done -> {
                finished++;
                atHand.remove(done.file());
                line(done);
            }
            case WorkerEvent.SetBack setBack ->
                err.printf(
                        "%s%s: %s, %s — %s%n",
                        terminal ? CLEAR_LINE : "",
                        SafeText.of(setBack.file()),
                        setBack.code(),
                        setBack.quarantined() ? "quarantined" : "will be tried again",
                        SafeText.of(setBack.message()));
            case WorkerEvent.GaveUp gaveUp -> err.println("acinus: " + gaveUp.message());
        }
        err.flush();
    }

    /// What a collector of logs gets: names as they are, which JSON quotes.
    private void tell(WorkerEvent event) {
        switch (event) {
            case WorkerEvent.Claimed claimed -> atHand.put(claimed.file(), AtHand.since(nanos));
            case WorkerEvent.Advanced advanced -> {
                if (atHand(advanced.file()).sign().isDue()) {
                    lines.event(
                            Level.INFO,
                            "under way",
                            Json.object()
                                    .put("file", advanced.file())
                                    .put("tiles", advanced.tilesDone())
                                    .put("tiles_total", advanced.tilesTotal()));
                }
            }
            case WorkerEvent.Finished done -> {
                atHand.remove(done.file());
                lines.event(
                        done.failed() ? Level.WARN : Level.INFO,
                        done.failed() ? "failed" : "done",
                        Json.object()
                                .put("file", done.file())
                                .put(done.failed() ? "code" : "outcome", done.word())
                                .put("detail", done.detail())
                                .put("demo", demo && !done.failed())
                                .put("tiles", done.tiles())
                                .put("seconds", done.seconds()));
            }
            case WorkerEvent.SetBack setBack ->
                lines.event(
                        Level.WARN,
                        setBack.quarantined() ? "quarantined" : "will be tried again",
                        Json.object()
                                .put("file", setBack.file())
                                .put("code", setBack.code())
                                .put("detail", setBack.message()));
            case WorkerEvent.GaveUp gaveUp -> lines.event(Level.ERROR, gaveUp.message(), Json.object());
        }
    }

    private void line(WorkerEvent.Finished done) {
        String word = done.failed()
                ? "FAILED(" + done.word() + ")"
                : done.word() + (demo ? " (" + PackNotice.DEMO + ")" : "");
        err.printf(
                Locale.ROOT,
                "%s%s%s: %s, %,d tiles, %.1f s%s%n",
                terminal ? CLEAR_LINE : "",
                counts ? "[%d/%d] ".formatted(finished, Math.max(queued, finished)) : "",
                SafeText.of(done.file()),
                word,
                done.tiles(),
                done.seconds(),
                done.detail().isEmpty() ? "" : " — " + SafeText.of(done.detail()));
    }

    private AtHand atHand(String file) {
        return atHand.computeIfAbsent(file, one -> AtHand.since(nanos));
    }

    private void advance(String file, int done, int total) {
        AtHand slide = atHand(file);
        slide.bar().hear(done);
        if (terminal) {
            err.print(CLEAR_LINE + slide.bar().at(done, total) + "  " + SafeText.of(file));
        } else if (slide.sign().isDue()) {
            err.println("acinus: " + SafeText.of(file) + " is under way: "
                    + slide.bar().words(done, total));
        }
    }

    /// The last line of a run that was told to stop.
    synchronized void stopped() {
        err.println("acinus: stopped; slides at hand are back in the queue, the same command resumes");
        err.flush();
    }

    /// The last lines of a run.
    synchronized void summary(List<JobStatus> slides, Path workspace) {
        long done =
                slides.stream().filter(slide -> slide.state() == JobState.DONE).count();
        List<JobStatus> failures = slides.stream()
                .filter(slide -> slide.state() == JobState.FAILED || slide.state() == JobState.QUARANTINED)
                .toList();
        err.printf(
                "acinus: %d slides done, %d failed; results in %s%n",
                done, failures.size(), workspace.resolve("results"));
        for (JobStatus failure : failures) {
            err.printf("acinus: %s(%s) %s%n", failure.state(), failure.code().orElse("?"), SafeText.of(failure.file()));
        }
        if (!failures.isEmpty()) {
            err.println(
                    "acinus: 'status' gives each reason; failed slides are left alone when the run is repeated, --force tries again");
        }
        err.flush();
    }
}
