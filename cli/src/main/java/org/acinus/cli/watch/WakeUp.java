package org.acinus.cli.watch;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Waits for the next look at a folder, a little shorter where the system says that something happened in it.
///
/// Nothing is concluded from such an event, nor from its absence: queues of events overflow, and file servers send
/// none. One thread at a time.
final class WakeUp implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WakeUp.class);
    /// So many events come while a slide is copied that each of them must not mean a look.
    private static final Duration LEAST = Duration.ofSeconds(1);

    private final Optional<WatchService> events;

    WakeUp(Path folder) {
        this.events = listen(folder);
    }

    private static Optional<WatchService> listen(Path folder) {
        try {
            WatchService service = folder.getFileSystem().newWatchService();
            folder.register(service, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_DELETE);
            return Optional.of(service);
        } catch (IOException | UnsupportedOperationException none) {
            LOG.debug("no events for {}: it is looked at by the clock alone", folder, none);
            return Optional.empty();
        }
    }

    /// Waits for a time, or until something was heard.
    void await(Duration longest) throws InterruptedException {
        Duration least = LEAST.compareTo(longest) < 0 ? LEAST : longest;
        Thread.sleep(least);
        Duration rest = longest.minus(least);
        if (events.isEmpty()) {
            Thread.sleep(rest);
            return;
        }
        try {
            WatchKey key = events.get().poll(rest.toMillis(), TimeUnit.MILLISECONDS);
            if (key != null) {
                key.pollEvents();
                key.reset();
            }
        } catch (ClosedWatchServiceException gone) {
            Thread.sleep(rest);
        }
    }

    @Override
    public void close() {
        try {
            if (events.isPresent()) {
                events.get().close();
            }
        } catch (IOException ignored) {
            LOG.debug("the system's event queue could not be closed", ignored);
        }
    }
}
