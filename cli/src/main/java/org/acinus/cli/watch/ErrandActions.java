package org.acinus.cli.watch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.acinus.cli.terminal.Json;
import org.acinus.export.PackNotice;
import org.acinus.intake.SlideMove;
import org.acinus.pipeline.DropLedger.Errand;
import org.acinus.pipeline.DropLedger.ErrandKind;
import org.acinus.pipeline.JobState;
import org.acinus.pipeline.JobStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a person asked to be done when a slide is finished.
///
/// @param moveDone where the files of slides with a result go
/// @param moveFailed where the files of failed slides go
/// @param callback a program; it gets the slide as JSON on standard input
/// @param webhook an address; it gets the same by POST
public record ErrandActions(
        Optional<Path> moveDone, Optional<Path> moveFailed, Optional<Path> callback, Optional<URI> webhook) {
    private static final Logger LOG = LoggerFactory.getLogger(ErrandActions.class);

    /// Less than the time that an errand is taken for.
    private static final Duration LONGEST = Duration.ofSeconds(60);

    /// Which kinds of errands there are to do at all.
    Set<ErrandKind> kinds() {
        EnumSet<ErrandKind> kinds = EnumSet.noneOf(ErrandKind.class);
        if (moveDone.isPresent() || moveFailed.isPresent()) {
            kinds.add(ErrandKind.MOVE);
        }
        if (callback.isPresent()) {
            kinds.add(ErrandKind.CALLBACK);
        }
        if (webhook.isPresent()) {
            kinds.add(ErrandKind.WEBHOOK);
        }
        return kinds;
    }

    /// Does one errand.
    ///
    /// @throws IOException where it did not succeed; the message says why
    void perform(Errand errand) throws IOException, InterruptedException {
        switch (errand.kind()) {
            case MOVE -> move(errand);
            case CALLBACK -> call(errand);
            case WEBHOOK -> post(errand);
        }
    }

    private void move(Errand errand) throws IOException {
        JobStatus slide = errand.slide();
        Optional<Path> target = slide.state() == JobState.DONE ? moveDone : moveFailed;
        if (target.isPresent()) {
            new SlideMove(slide.sourceRoot(), target.get())
                    .move(Path.of(slide.file()), errand.bytes(), errand.modified());
        }
    }

    /// No shell stands between: a file name is data and never a command. A program that is still at it when the watch
    /// stops is ended with it, since the errand is done again later.
    private void call(Errand errand) throws IOException, InterruptedException {
        Process program = new ProcessBuilder(callback.orElseThrow().toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (OutputStream in = program.getOutputStream()) {
            in.write(document(errand).getBytes(StandardCharsets.UTF_8));
        } catch (IOException unread) {
            LOG.debug("the program did not read all that it was told; its exit status counts", unread);
        }
        try {
            if (!program.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                throw new IOException("the program did not end within " + LONGEST.toSeconds() + " s");
            }
        } finally {
            program.destroyForcibly();
        }
        if (program.exitValue() != 0) {
            throw new IOException("the program ended with status " + program.exitValue());
        }
    }

    private void post(Errand errand) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(webhook.orElseThrow())
                .timeout(LONGEST)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", errand.key())
                .POST(HttpRequest.BodyPublishers.ofString(document(errand)))
                .build();
        try (HttpClient client = HttpClient.newBuilder()
                .connectTimeout(LONGEST)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build()) {
            // The time limit ends with the headers. What comes after them is not waited for: it could be without end.
            HttpResponse<InputStream> answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            answer.body().close();
            if (answer.statusCode() / 100 != 2) {
                throw new IOException("the server answered " + answer.statusCode());
            }
        } catch (ConnectException | HttpTimeoutException nobody) {
            // The JDK says no more than that, and not where.
            throw new IOException("nobody answers at " + webhook.orElseThrow().getAuthority(), nobody);
        }
    }

    private String document(Errand errand) {
        JobStatus slide = errand.slide();
        return Json.pretty(Json.object()
                .put("key", errand.key())
                .put("file", slide.file())
                .put("source_root", slide.sourceRoot().toString())
                .put("state", slide.state().name())
                .put("outcome", slide.outcome().orElse(null))
                .put("code", slide.code().orElse(null))
                .put("message", slide.message().orElse(null))
                .put("attempts", slide.attempts())
                .put("pack", errand.pack().orElse(null))
                .put("demo", slide.demo().orElse(null))
                .put("notice", notice(slide)));
    }

    /// A result of a demonstration model says so wherever it goes.
    private static String notice(JobStatus slide) {
        String mark = slide.demo().orElse(false) ? PackNotice.DEMO + ": a demonstration model said this. " : "";
        return mark + PackNotice.RESEARCH_USE;
    }
}
