package org.acinus.cli.faults;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.acinus.cli.endtoend.Launcher;

/// The watcher processes of one rig: `./acinus watch` as a person starts it, with [Pace]'s settings.
final class Watchers {
    private static final Path SETPRIV = Path.of("/usr/bin/setpriv");
    private static final int SIGTERM_STATUS = 143;
    private static final int FAREWELL_SECONDS = 10;

    private final Path folder;
    private final Path faults;
    private final List<Process> running = new ArrayList<>();
    private final List<Path> logs = new ArrayList<>();
    private List<String> prefix = List.of();

    /// @param folder of the rig, with `drop` and `workspace` in it
    /// @param faults where processes look for the points at which they are held
    Watchers(Path folder, Path faults) {
        this.folder = folder;
        this.faults = faults;
    }

    /// Makes the superuser's watchers obey permissions, as anybody's must.
    ///
    /// @throws FaultCase.SkippedException where that is not possible
    void obeyPermissions() throws IOException, FaultCase.SkippedException {
        Path probe = Files.createTempFile(folder, "probe", "");
        Files.setPosixFilePermissions(probe, Set.of());
        if (Files.isReadable(probe)) {
            if (!Files.isExecutable(SETPRIV)) {
                throw new FaultCase.SkippedException("the superuser reads everything, and there is no setpriv");
            }
            String rights = "-dac_override,-dac_read_search";
            prefix = List.of(SETPRIV.toString(), "--inh-caps=" + rights, "--bounding-set=" + rights);
        }
    }

    /// Starts one with further options.
    Process start(String... options) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(
                Path.of(System.getProperty("acinus.root"), "acinus").toString(),
                "watch",
                folder.resolve("drop").toString(),
                "--workspace",
                folder.resolve("workspace").toString()));
        Map<String, String> settings = new TreeMap<>(Map.of(
                "--quiet-period",
                Pace.seconds(Pace.QUIET_PERIOD),
                "--lease",
                Pace.seconds(Pace.LEASE),
                "--back-off",
                Pace.seconds(Pace.BACK_OFF),
                "--give-up",
                Pace.seconds(Pace.GIVE_UP),
                "--threads",
                "1"));
        for (int i = 0; i + 1 < options.length; i += 2) {
            settings.put(options[i], options[i + 1]);
        }
        settings.putIfAbsent("--pack", "demo-head");
        settings.forEach((option, value) -> command.addAll(List.of(option, value)));
        Path log = Files.createTempFile(folder, "watch", ".log");
        logs.add(log);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment()
                .putAll(Map.of(
                        "ACINUS_CACHE",
                        System.getProperty("acinus.cache"),
                        "ACINUS_JAVA_HOME",
                        System.getProperty("java.home"),
                        "ACINUS_BUILD",
                        "never",
                        "ACINUS_JAVA_OPTS",
                        "-Dacinus.faults=" + faults + " " + Launcher.SHORT_LIVED));
        Process watcher = builder.start();
        running.add(watcher);
        return watcher;
    }

    /// Kills one; its workers end by themselves.
    void kill(Process watcher) throws InterruptedException {
        List<ProcessHandle> workers = workers(watcher);
        watcher.destroyForcibly().waitFor();
        running.remove(watcher);
        await().atMost(Pace.longest()).until(() -> workers.stream().noneMatch(ProcessHandle::isAlive));
    }

    /// The worker processes that live now.
    static List<ProcessHandle> workers(Process watcher) {
        return watcher.descendants()
                .filter(child -> child.info().command().orElse("").endsWith("java"))
                .toList();
    }

    /// Waits until one has ended by itself, saying why by its exit status.
    void awaitRefusal(Process watcher, int status) throws InterruptedException {
        if (!watcher.waitFor(Pace.longest().toSeconds(), TimeUnit.SECONDS) || watcher.exitValue() != status) {
            throw new IllegalStateException("the watcher did not end with " + status);
        }
        running.remove(watcher);
    }

    /// How many have ended by themselves.
    int ended() {
        return (int) running.stream().filter(watcher -> !watcher.isAlive()).count();
    }

    /// Stops all, as a service is stopped.
    ///
    /// @return how many ended otherwise than they should, or not in time
    int stop() throws InterruptedException {
        int crashed = 0;
        for (Process watcher : running) {
            boolean alive = watcher.isAlive();
            watcher.destroy();
            boolean inTime = watcher.waitFor(FAREWELL_SECONDS, TimeUnit.SECONDS);
            if (!inTime || (alive && watcher.exitValue() != SIGTERM_STATUS)) {
                crashed++;
                watcher.destroyForcibly().waitFor();
            }
        }
        running.clear();
        return crashed;
    }

    void destroy() {
        running.forEach(Process::destroyForcibly);
    }

    /// What they said last.
    String lastLines() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (Path log : logs) {
            List<String> all = Files.readAllLines(log);
            lines.append(all.subList(Math.max(0, all.size() - 6), all.size()));
        }
        return lines.toString();
    }
}
