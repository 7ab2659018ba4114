package org.acinus.cli.bench.read;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/// What one thread has used for some pieces of work. One thread at a time.
final class ThreadMeter {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private long items;
    private long cpuNanos;
    private long wallNanos;

    /// Does a piece of work and counts.
    void run(int itemsOfIt, Runnable work) {
        long wall = System.nanoTime();
        long cpu = THREADS.getCurrentThreadCpuTime();
        work.run();
        cpuNanos += THREADS.getCurrentThreadCpuTime() - cpu;
        wallNanos += System.nanoTime() - wall;
        items += itemsOfIt;
    }

    /// Processor time an item.
    double cpuMillisPerItem() {
        return cpuNanos / 1e6 / items;
    }

    /// Items a second by the clock.
    double perSecond() {
        return items / (wallNanos / 1e9);
    }
}
