package org.acinus.mil.djl;

/// How an extractor shares the processor's cores: some batches side by side, some threads on each.
///
/// Side by side is better. Threads on one batch wait for each other at every layer, and while one of them
/// waits for a core that decodes the next tiles, all do; and a small batch a thread stays in the core's own
/// cache. Measured with Lite0 on two cores: 5.6 ms of processor time a tile with two lanes of one thread and
/// batches of 8, 7.3 ms with one lane of two threads and batches of 32.
///
/// @param lanes batches at a time
/// @param threadsPerLane threads that compute one batch
record ProcessorShare(int lanes, int threadsPerLane) {
    /// Each lane needs memory of its own.
    private static final int MOST_LANES = 4;

    /// Shares out threads; a GPU has one lane, since it does a batch's work at once.
    ///
    /// @param threads of the processor, at least 1
    static ProcessorShare of(InferenceDevice device, int threads) {
        if (device.isCuda()) {
            return new ProcessorShare(1, threads);
        }
        int lanes = Math.min(MOST_LANES, threads);
        while (threads % lanes != 0) {
            lanes--;
        }
        return new ProcessorShare(lanes, threads / lanes);
    }

    /// All threads.
    int threads() {
        return lanes * threadsPerLane;
    }
}
