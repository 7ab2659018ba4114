package org.acinus.cli.worker;

import java.time.Duration;

/// What one worker may take.
///
/// @param slideTimeout for one slide, from its claim to its result
/// @param memoryBytes resident: heap, native memory and libraries together
public record WorkerLimits(Duration slideTimeout, long memoryBytes) {
    /// The worker's heap; the rest is for tiles, the engine and the slide's reader.
    long heapBytes() {
        return memoryBytes / 2;
    }
}
