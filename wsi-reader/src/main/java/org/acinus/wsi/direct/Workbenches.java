package org.acinus.wsi.direct;

import java.util.concurrent.ConcurrentLinkedDeque;

/// The workbenches of one slide: as many as threads have decoded at the same time. Thread-safe.
final class Workbenches implements AutoCloseable {
    private final SlideFile file;
    private final ConcurrentLinkedDeque<Workbench> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    Workbenches(SlideFile file) {
        this.file = file;
    }

    /// One that nobody uses; to be given back.
    ///
    /// @throws IllegalStateException after [#close]
    Workbench take() {
        if (closed) {
            throw new IllegalStateException(file.name() + " is closed");
        }
        Workbench free = idle.pollFirst();
        return free == null ? new Workbench(file) : free;
    }

    /// Takes one back, the most recent to be used next: its memory is warm.
    void giveBack(Workbench bench) {
        idle.addFirst(bench);
        if (closed) {
            closeIdle();
        }
    }

    @Override
    public void close() {
        closed = true;
        closeIdle();
    }

    private void closeIdle() {
        for (Workbench bench = idle.pollFirst(); bench != null; bench = idle.pollFirst()) {
            bench.close();
        }
    }
}
