package org.acinus.wsi.hostile;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Asks a [SlideProbe] in a process of its own and ends that process where it takes too long or too much memory.
///
/// One thread at a time. A process that died is replaced for the next file.
final class ProbeJvm implements AutoCloseable {
    private static final String END = "";
    private static final long LOOK_EVERY_MILLIS = 20;

    private final Duration limit;
    private final long mostMebibytes;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private @Nullable Process process;
    private @Nullable BufferedWriter questions;

    /// Starts nothing yet.
    ///
    /// @param limit wall time for a file; generous, since processor time is what tests bound
    /// @param mostMebibytes resident size of the whole process
    ProbeJvm(Duration limit, long mostMebibytes) {
        this.limit = limit;
        this.mostMebibytes = mostMebibytes;
    }

    /// Opens a file and reads it.
    ///
    /// @param reader name of a reader, or [SlideProbe#ANY]
    Probed probe(String reader, Path file) {
        try {
            Process living = living();
            BufferedWriter to = questions;
            if (to == null) {
                throw new IllegalStateException("no way to ask");
            }
            to.write(reader + "\t" + file + "\n");
            to.flush();
            return await(living);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while probing " + file, interrupted);
        }
    }

    private Probed await(Process living) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < deadline) {
            String line = answers.poll(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
            if (line != null && !line.equals(END)) {
                return Probed.ofLine(line);
            }
            if (line != null) {
                return Probed.failed(Probed.Verdict.CRASH, "exit code " + living.waitFor());
            }
            if (residentMebibytes(living) > mostMebibytes) {
                end(living);
                return Probed.failed(Probed.Verdict.MEMORY, "more than " + mostMebibytes + " MiB");
            }
        }
        end(living);
        return Probed.failed(Probed.Verdict.HANG, "no answer in " + limit.toSeconds() + " s");
    }

    private static long residentMebibytes(Process living) {
        Path status = Path.of("/proc/" + living.pid() + "/status");
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException endedOrNoLinux) {
            return 0;
        }
    }

    private Process living() throws IOException {
        if (process != null && process.isAlive()) {
            return process;
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx384m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=/dev/null",
                "-Djava.awt.headless=true",
                "-Dacinus.cache=" + System.getProperty("acinus.cache", ""),
                "-cp",
                System.getProperty("java.class.path"),
                SlideProbe.class.getName()));
        Process started = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        answers.clear();
        process = started;
        questions = new BufferedWriter(new OutputStreamWriter(started.getOutputStream(), StandardCharsets.UTF_8));
        Thread.ofPlatform().daemon().name("probe-answers").start(() -> listen(started));
        return started;
    }

    private void listen(Process started) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                answers.add(line);
            }
        } catch (IOException ended) {
            // The process was ended while it answered: END says so.
        }
        answers.add(END);
    }

    private void end(Process living) throws InterruptedException {
        living.destroyForcibly().waitFor();
        // Its last word, END, must not be taken for that of the next process.
        while (!END.equals(answers.poll(1, TimeUnit.SECONDS))) {}
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
