package org.acinus.mil.djl;

import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;

/// How encoders are run.
///
/// @param engine that runs them
/// @param devices to run on, one copy of the network each; at least one, none twice
/// @param threads of the processor that compute, at least 1
/// @param batchTiles tiles of a batch; chosen by memory where absent
public record ExtractorSettings(
        InferenceEngine engine, List<InferenceDevice> devices, int threads, OptionalInt batchTiles) {
    public ExtractorSettings {
        devices = List.copyOf(devices);
        if (devices.isEmpty() || new HashSet<>(devices).size() < devices.size()) {
            throw new IllegalArgumentException("Devices must be at least one and none twice, not " + devices);
        }
        if (threads < 1 || batchTiles.orElse(1) < 1) {
            throw new IllegalArgumentException("Threads and batches must be at least 1");
        }
    }

    /// Any engine on the processor.
    public static ExtractorSettings ofProcessor(int threads) {
        return new ExtractorSettings(
                InferenceEngine.AUTO, List.of(InferenceDevice.cpu()), threads, OptionalInt.empty());
    }
}
