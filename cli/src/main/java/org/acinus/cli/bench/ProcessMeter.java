package org.acinus.cli.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.Callable;

/// What this process has used, as the operating system counts it.
final class ProcessMeter {
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private ProcessMeter() {}

    /// Time a piece of work took.
    ///
    /// @param wallSeconds on the clock
    /// @param cpuSeconds of all threads of this process, compiler and collector included
    record Spent(double wallSeconds, double cpuSeconds) {}

    /// Runs a piece of work and counts.
    static Spent measure(Callable<?> work) throws Exception {
        long wall = System.nanoTime();
        long cpu = SYSTEM.getProcessCpuTime();
        work.call();
        return new Spent((System.nanoTime() - wall) / 1e9, (SYSTEM.getProcessCpuTime() - cpu) / 1e9);
    }

    /// The most memory this process ever held, in bytes; empty where the system does not say.
    static OptionalLong peakBytes() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst();
        } catch (IOException noSuchFile) {
            return OptionalLong.empty();
        }
    }
}
