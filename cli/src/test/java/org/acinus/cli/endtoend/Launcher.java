package org.acinus.cli.endtoend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Starts the real `./acinus` of this source tree, as a user does.
public final class Launcher {
    /// Flags of a process that ends before the optimising compiler has paid for itself: a `run` of a slide of
    /// 3,000 px takes 7.4 s of processor time with it and 11.1 s without.
    public static final String SHORT_LIVED = "-XX:TieredStopAtLevel=1";

    private static final long MINUTES = 5;

    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();

    /// @param folder for the files that catch what it prints
    Launcher(Path folder) {
        this.folder = folder;
    }

    /// What a command left behind.
    record Ended(int exitCode, String out, String err) {}

    /// A command under way.
    record Running(Process process, Path out, Path err) {
        Ended join() throws IOException, InterruptedException {
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError("acinus did not end within " + MINUTES + " minutes");
            }
            return new Ended(
                    process.exitValue(),
                    Files.readString(out, StandardCharsets.UTF_8),
                    Files.readString(err, StandardCharsets.UTF_8));
        }

        /// The worker process that the supervisor has started, if there is one. The launcher starts a `java` too,
        /// for a moment, to ask for its version: a worker is one that a `java` started.
        List<ProcessHandle> workers() {
            return process.descendants()
                    .filter(Running::isJava)
                    .filter(child -> child.parent().filter(Running::isJava).isPresent())
                    .toList();
        }

        private static boolean isJava(ProcessHandle candidate) {
            return candidate.info().command().orElse("").endsWith("java");
        }
    }

    /// Starts every further command with no other flags of the JVM than users have.
    Launcher asUsersHaveIt() {
        return with("ACINUS_JAVA_OPTS", "");
    }

    /// Sets a variable of the environment of every further command.
    Launcher with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Ended run(String... arguments) throws IOException, InterruptedException {
        return start(arguments).join();
    }

    Running start(String... arguments) throws IOException {
        Path root = Path.of(System.getProperty("acinus.root"));
        List<String> command = new ArrayList<>();
        command.add(root.resolve("acinus").toString());
        command.addAll(List.of(arguments));
        // Not a better pack that somebody has installed in the cache that tests share.
        if (List.of("run", "watch", "worker").contains(arguments[0]) && !command.contains("--pack")) {
            command.addAll(List.of("--pack", "demo-head"));
        }
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        prepare(builder);
        // Drawing is what the optimising compiler is for.
        if (!arguments[0].equals("synth")) {
            builder.environment().put("ACINUS_JAVA_OPTS", SHORT_LIVED);
        }
        builder.environment().putAll(environment);
        return new Running(builder.start(), out, err);
    }

    /// Has a process that starts `./acinus` use this test's JDK and cache, and the tree as Maven has built it.
    static void prepare(ProcessBuilder builder) {
        builder.environment().put("ACINUS_CACHE", System.getProperty("acinus.cache"));
        builder.environment().put("ACINUS_JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("ACINUS_BUILD", "never");
    }
}
