package org.acinus.cli.worker;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Things that a service does side by side: when one of them fails, or the service is to stop, all are stopped.
public final class Together {
    private Together() {}

    /// Something that goes on until it is interrupted.
    @FunctionalInterface
    public interface Activity {
        /// Goes on.
        void run() throws InterruptedException;
    }

    /// Runs all of them and returns when all have ended.
    ///
    /// @throws RuntimeException as the first that failed
    /// @throws InterruptedException where the calling thread was told to stop
    public static void run(List<Activity> activities) throws InterruptedException {
        try (ExecutorService pool = Executors.newCachedThreadPool(
                Thread.ofPlatform().name("service-", 0).factory())) {
            ExecutorCompletionService<Activity> running = new ExecutorCompletionService<>(pool);
            try {
                for (Activity activity : activities) {
                    running.submit(() -> {
                        activity.run();
                        return activity;
                    });
                }
                for (int i = 0; i < activities.size(); i++) {
                    running.take().get();
                }
            } catch (ExecutionException failed) {
                throw thrown(failed);
            } finally {
                pool.shutdownNow();
            }
        }
    }

    private static RuntimeException thrown(ExecutionException failed) throws InterruptedException {
        return switch (failed.getCause()) {
            case InterruptedException interrupted -> throw interrupted;
            case RuntimeException unchecked -> unchecked;
            case Error error -> throw error;
            case null, default -> new IllegalStateException(failed);
        };
    }
}
