package org.acinus.stream;

/// Bounds of a [TileStream].
///
/// @param readers decoding threads
/// @param batchTiles tiles in a batch
/// @param maxBytesInFlight pixels decoded or being decoded and not yet given back; at least two batches
public record StreamLimits(int readers, int batchTiles, long maxBytesInFlight) {
    public StreamLimits {
        if (readers < 1 || batchTiles < 1 || maxBytesInFlight < 1) {
            throw new IllegalArgumentException("Limits must be at least 1: " + readers + " readers, " + batchTiles
                    + " tiles a batch, " + maxBytesInFlight + " bytes");
        }
    }
}
