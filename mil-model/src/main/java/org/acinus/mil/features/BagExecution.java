package org.acinus.mil.features;

/// How a bag was computed: nothing that changes what it means, but what explains its last digits and its
/// speed.
///
/// @param engine name and version, for example `OnnxRuntime 1.29.0`
/// @param device really used, for example `cpu` or `cuda:0,cuda:1`
/// @param batchTiles tiles of a batch
public record BagExecution(String engine, String device, int batchTiles) {
    public BagExecution {
        if (engine.isBlank() || device.isBlank() || batchTiles < 1) {
            throw new IllegalArgumentException(
                    "No bag was made by '" + engine + "' on '" + device + "' in batches of " + batchTiles);
        }
    }
}
