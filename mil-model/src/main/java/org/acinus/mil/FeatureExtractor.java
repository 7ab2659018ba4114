package org.acinus.mil;

import java.util.List;
import org.acinus.stream.BatchMemory;
import org.acinus.stream.TileBatch;

/// A network that turns tiles into embeddings, bound to one device; a tile classifier also names what it
/// sees.
///
/// As many threads at a time as it has [#lanes]. Whoever opened it closes it.
public interface FeatureExtractor extends AutoCloseable {

    /// The encoder pack that this extractor runs.
    PackId pack();

    /// Length of an embedding.
    int dimension();

    /// Names of a tile classifier's classes, in the order of its probabilities; empty where the encoder is
    /// none.
    List<String> classes();

    /// The device in use, for example `cpu`, or several separated by commas; recorded with every result.
    String device();

    /// Name and version of the engine in use, for example `OnnxRuntime 1.29.0`; recorded with every result.
    String engine();

    /// How many threads may embed at a time, each a batch of its own; with fewer, part of the device is idle.
    int lanes();

    /// How many tiles a batch should hold: as many as are good for the device and fit its memory.
    int batchTiles();

    /// The memory that batches should lie in, so that the device gets them fastest. Any other will do too.
    default BatchMemory batchMemory() {
        return BatchMemory.ORDINARY;
    }

    /// Embeds a batch; the batch stays the caller's.
    ///
    /// @return one row a tile, in the batch's order; a tile's row does not depend on its neighbours in the
    ///     batch
    TileOutput extract(TileBatch batch);

    /// Gives the last feature map of each tile, for explanations; the batch stays the caller's. One thread at
    /// a time.
    ///
    /// The first call loads the network a second time, so that [#extract] never pays for maps.
    ///
    /// @throws org.acinus.mil.pack.PackMismatchException where the pack's network has no such map
    FeatureMaps maps(TileBatch batch);

    @Override
    void close();
}
