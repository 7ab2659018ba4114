package org.acinus.wsi.write;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.acinus.wsi.write.container.TiffTags;
import org.acinus.wsi.write.encode.TileEncoder;

/// Threads that draw and compress tiles, each with an encoder of its own while it works.
final class TileCrew implements AutoCloseable {
    private final ExecutorService threads;
    private final List<TileEncoder> encoders = new ArrayList<>();
    private final BlockingQueue<TileEncoder> idle = new LinkedBlockingQueue<>();

    TileCrew(PyramidSpec spec, int size) {
        for (int i = 0; i < size; i++) {
            TileEncoder encoder = TileEncoder.of(spec.compression(), spec.tilePixels(), spec.tilePixels());
            encoders.add(encoder);
            if (!Arrays.equals(encoder.sharedTables(), encoders.getFirst().sharedTables())) {
                throw new IllegalStateException("Two JPEG encoders of one setting disagree on their tables");
            }
        }
        idle.addAll(encoders);
        threads = Executors.newFixedThreadPool(
                size, Thread.ofPlatform().name("acinus-write-", 0).daemon().factory());
    }

    /// Runs on some thread of the crew; the encoder is that thread's until the work is done.
    Future<byte[]> submit(Function<TileEncoder, byte[]> work) {
        return threads.submit(() -> {
            TileEncoder encoder = idle.take();
            try {
                return work.apply(encoder);
            } finally {
                idle.add(encoder);
            }
        });
    }

    /// Adds what all encoders have in common.
    void describe(TiffTags tags) {
        encoders.getFirst().describe(tags);
    }

    /// Drops what has not begun and waits for the rest.
    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
        encoders.forEach(TileEncoder::release);
    }
}
