package org.acinus.cli.bench.meter;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.Callable;

/// What this process has used, as the operating system counts it.
public final class ProcessMeter {
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private ProcessMeter() {}

    /// Time a piece of work took.
    ///
    /// @param wallSeconds on the clock
    /// @param cpuSeconds of all threads of this process, compiler and collector included
    public record Spent(double wallSeconds, double cpuSeconds) {}

    /// Both clocks at one moment.
    ///
    /// @param wallNanos of no stated origin
    /// @param cpuNanos since the process began
    public record Reading(long wallNanos, long cpuNanos) {
        /// What was spent between two moments.
        public Spent since(Reading earlier) {
            return new Spent((wallNanos - earlier.wallNanos) / 1e9, (cpuNanos - earlier.cpuNanos) / 1e9);
        }
    }

    /// Reads the clocks.
    public static Reading read() {
        return new Reading(System.nanoTime(), SYSTEM.getProcessCpuTime());
    }

    /// Runs a piece of work and counts.
    public static Spent measure(Callable<?> work) throws Exception {
        Reading before = read();
        work.call();
        return read().since(before);
    }

    /// Processor time of this process since it began.
    public static double cpuSeconds() {
        return SYSTEM.getProcessCpuTime() / 1e9;
    }

    /// Processor time of the processes that this one started and that still live.
    public static double childrenCpuSeconds() {
        return ProcessHandle.current()
                .descendants()
                .flatMap(child -> child.info().totalCpuDuration().stream())
                .mapToDouble(spent -> spent.toMillis() / 1e3)
                .sum();
    }

    /// Heap in use after a collection.
    public static long heapBytes() {
        ManagementFactory.getMemoryMXBean().gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /// What the JVM has taken for its heap, used or not, in bytes.
    public static long heapCommitted() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted();
    }

    /// The most memory this process ever held, or since [#resetPeak], in bytes; empty where the system does not say.
    public static OptionalLong peakBytes() {
        return status("VmHWM:");
    }

    /// Lets [#peakBytes] begin anew, from what is held now.
    ///
    /// @return whether the system can
    public static boolean resetPeak() {
        try {
            Files.writeString(Path.of("/proc/self/clear_refs"), "5");
            return true;
        } catch (IOException notHere) {
            return false;
        }
    }

    /// The memory that this process holds now, in bytes; empty where the system does not say.
    public static OptionalLong residentBytes() {
        return status("VmRSS:");
    }

    private static OptionalLong status(String name) {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst();
        } catch (IOException noSuchFile) {
            return OptionalLong.empty();
        }
    }
}
