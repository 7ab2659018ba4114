package org.acinus.cli.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.acinus.cli.worker.SameProgram;
import org.acinus.pipeline.FaultPoint;

/// A command as a process of its own, which is held with a slide in hand, to be killed there or stopped.
public final class HeldCommand implements AutoCloseable {
    private static final Duration LONG = Duration.ofMinutes(2);

    private final Process process;
    private final Path folder;
    private final String point;

    private HeldCommand(Process process, Path folder, String point) {
        this.process = process;
        this.folder = folder;
        this.point = point;
    }

    /// Starts it; the caller closes it.
    ///
    /// @param folder for what it prints, made if missing
    /// @param point that the first to come there is held at
    public static HeldCommand start(Path folder, FaultPoint point, List<String> command) throws IOException {
        String name = point.name().toLowerCase(Locale.ROOT);
        Files.createDirectories(folder);
        Files.createFile(folder.resolve("hold-" + name));
        List<String> flags = List.of("-Dacinus.faults=" + folder, "-XX:ErrorFile=" + folder.resolve("crash-%p.log"));
        Process process = new ProcessBuilder(SameProgram.command(flags, command))
                .redirectOutput(folder.resolve("out.txt").toFile())
                .redirectError(folder.resolve("err.txt").toFile())
                .start();
        return new HeldCommand(process, folder, name);
    }

    /// The process that is held, once it is.
    public ProcessHandle holder() throws IOException {
        await().atMost(LONG).until(() -> reached().isPresent() || !process.isAlive());
        assertThat(reached()).as(err()).isPresent();
        return ProcessHandle.of(Long.parseLong(reached().orElseThrow().split("-", -1)[2]))
                .orElseThrow();
    }

    private Optional<String> reached() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.startsWith("reached-" + point + "-"))
                    .findFirst();
        }
    }

    /// Lets whoever is held go on.
    public void release() throws IOException {
        Files.delete(folder.resolve("hold-" + point));
    }

    /// Sends SIGTERM to the command itself.
    public void stop() {
        process.destroy();
    }

    /// Waits for the end.
    ///
    /// @return the exit code
    public int join() throws InterruptedException {
        assertThat(process.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    /// What it has printed to standard output.
    public String out() throws IOException {
        return Files.readString(folder.resolve("out.txt"));
    }

    /// What it has printed to standard error, without what SLF4J says of a class path of tests.
    public String err() throws IOException {
        return Files.readAllLines(folder.resolve("err.txt")).stream()
                .filter(line -> !line.startsWith("SLF4J"))
                .collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
