package org.acinus.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/// Places where a test may hold a process, to kill it, stop it or cut its connection at that very moment.
///
/// Only in a JVM with `-Dacinus.faults=FOLDER`; everywhere else each is one comparison. A process that reaches a
/// point `p` while FOLDER holds a file `hold-p` writes `reached-p-PID` there and waits until `hold-p` is gone.
public enum FaultPoint {
    /// The drop folder was looked at, nothing is written down yet.
    DISCOVERED,
    /// A worker is about to load its model and to open the ledger.
    STARTING,
    /// The slide is claimed and about to be hashed.
    HASHING,
    /// Some of the slide's tiles are embedded.
    TILING,
    /// The slide's files have their final names, its rows are not stored.
    EXPORTED,
    /// Tile rows are in the open transaction.
    COPYING,
    /// The transaction is committed, nobody was told.
    COMMITTED,
    /// A slide of several is about to be opened by `tile` or `features`.
    IN_HAND;

    private static final String FOLDER = System.getProperty("acinus.faults", "");
    private static final long POLL_NANOS = 5_000_000;

    /// Goes on at once, unless a test holds this point.
    public void reach() {
        if (!FOLDER.isEmpty()) {
            hold(Path.of(FOLDER));
        }
    }

    private void hold(Path folder) {
        String name = name().toLowerCase(Locale.ROOT);
        Path hold = folder.resolve("hold-" + name);
        if (Files.notExists(hold)) {
            return;
        }
        try {
            Files.createFile(folder.resolve(
                    "reached-" + name + "-" + ProcessHandle.current().pid() + "-" + System.nanoTime()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        while (Files.exists(hold)) {
            LockSupport.parkNanos(POLL_NANOS);
        }
    }
}
