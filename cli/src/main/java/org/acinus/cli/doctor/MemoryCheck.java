package org.acinus.cli.doctor;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/// Memory of the machine, or of the container that this runs in.
final class MemoryCheck implements Check {
    private static final long NEEDED = 2_000_000_000L;
    private static final long COMFORTABLE = 4_000_000_000L;

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public Finding examine() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return judge(system.getTotalMemorySize(), Runtime.getRuntime().maxMemory());
    }

    /// What that much memory is good for.
    ///
    /// @param total bytes of the machine or container
    /// @param heap bytes that the JVM may take for its heap
    Finding judge(long total, long heap) {
        String text =
                String.format(Locale.ROOT, "%.1f GB, of them up to %.1f GB for Java's heap", total / 1e9, heap / 1e9);
        if (total < NEEDED) {
            return new Finding.Missing(text, "use a machine or container with 4 GB");
        }
        return total < COMFORTABLE
                ? new Finding.Advice(text, "4 GB are comfortable; with less, use one worker")
                : new Finding.Good(text);
    }
}
