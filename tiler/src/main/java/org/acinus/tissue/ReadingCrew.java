package org.acinus.tissue;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/// Does many small reading tasks on a few platform threads, since decoding in native code would pin virtual ones.
public final class ReadingCrew {
    /// Reading is shared by as many threads as a slide's tile stream uses by default.
    static final int THREADS = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 2);

    private ReadingCrew() {}

    /// Does every task and returns when all are done. After a failure no further task is begun, and the first
    /// failure is thrown. An interrupted caller stays interrupted.
    public static void work(List<? extends Runnable> tasks) {
        int threads = Math.min(THREADS, tasks.size());
        if (threads <= 1) {
            tasks.forEach(Runnable::run);
            return;
        }
        ConcurrentLinkedQueue<Runnable> waiting = new ConcurrentLinkedQueue<>(tasks);
        try (ExecutorService crew = Executors.newFixedThreadPool(
                threads - 1, Thread.ofPlatform().name("slide-reader-", 0).factory())) {
            List<Future<?>> others = IntStream.range(1, threads)
                    .<Future<?>>mapToObj(i -> crew.submit(() -> drain(waiting)))
                    .toList();
            drain(waiting);
            for (Future<?> other : others) {
                await(other);
            }
        }
    }

    private static void drain(ConcurrentLinkedQueue<Runnable> waiting) {
        for (Runnable task = waiting.poll(); task != null; task = waiting.poll()) {
            boolean done = false;
            try {
                task.run();
                done = true;
            } finally {
                if (!done) {
                    waiting.clear();
                }
            }
        }
    }

    /// Waits whatever happens: the tasks write into arrays that the caller is about to read. An interruption is
    /// kept for the next stage, which ends at it.
    private static void await(Future<?> other) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    other.get();
                    return;
                } catch (InterruptedException later) {
                    interrupted = true;
                } catch (ExecutionException failure) {
                    switch (failure.getCause()) {
                        case RuntimeException unchecked -> throw unchecked;
                        case Error error -> throw error;
                        case null, default -> throw new IllegalStateException(failure);
                    }
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
