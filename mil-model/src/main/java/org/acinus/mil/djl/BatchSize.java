package org.acinus.mil.djl;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.function.IntConsumer;
import org.acinus.mil.pack.EncoderSpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Chooses how many tiles go to a device at a time.
final class BatchSize {
    private static final Logger LOG = LoggerFactory.getLogger(BatchSize.class);

    /// On the processor a larger batch is slower: its activations leave the cache (measured:
    /// [ProcessorShare]).
    private static final int PROCESSOR = 8;

    /// On a GPU tried first; more does not fill it better.
    private static final int GPU = 256;

    /// Activations that are alive at a time, of a tile's pixels as float32: 6 to 16 in the usual encoders.
    private static final int ACTIVATIONS = 16;

    /// Of the free memory, the share that activations may take.
    private static final int SHARE = 4;

    private BatchSize() {}

    /// Chooses a size: on the processor by the memory that is free, on a GPU by trying.
    ///
    /// @param lanes batches at a time
    /// @param attempt embeds a batch of so many tiles
    static int choose(EncoderSpec encoder, InferenceDevice device, int lanes, IntConsumer attempt) {
        if (device.isCuda()) {
            int tiles = greatest(GPU, attempt);
            LOG.info("batches of {} tiles fit the memory of {}", tiles, device);
            return tiles;
        }
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return ofProcessor(encoder.tileBytes(), lanes, system.getFreeMemorySize());
    }

    /// The size for a processor.
    ///
    /// @param tileBytes bytes of a tile's pixels
    /// @param freeBytes memory that is free
    static int ofProcessor(long tileBytes, int lanes, long freeBytes) {
        long bytesPerTile = tileBytes * Float.BYTES * ACTIVATIONS * lanes;
        return Math.clamp(freeBytes / SHARE / bytesPerTile, 1, PROCESSOR);
    }

    /// The first of `start`, its half, its quarter … that does not run out of memory.
    ///
    /// @throws RuntimeException whatever else the attempt throws, or its last where not even one tile fits
    static int greatest(int start, IntConsumer attempt) {
        for (int tiles = start; ; tiles /= 2) {
            try {
                attempt.accept(tiles);
                return tiles;
            } catch (RuntimeException refused) {
                if (tiles == 1 || !isOutOfMemory(refused)) {
                    throw refused;
                }
            }
        }
    }

    /// Engines tell this by words alone.
    private static boolean isOutOfMemory(Throwable refused) {
        for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
            String text = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
            if (text.contains("out of memory")
                    || text.contains("failed to allocate memory")
                    || text.contains("bfcarena")) {
                return true;
            }
        }
        return false;
    }
}
