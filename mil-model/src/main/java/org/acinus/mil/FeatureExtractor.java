package org.acinus.mil;

import org.acinus.stream.TileBatch;

/// A network that turns tiles into embeddings, bound to one device.
///
/// One thread at a time. Whoever opened it closes it.
public interface FeatureExtractor extends AutoCloseable {

    /// The encoder pack that this extractor runs.
    PackId pack();

    /// Length of an embedding.
    int dimension();

    /// The device in use, for example `cpu`; recorded with every result.
    String device();

    /// Embeds a batch; the batch stays the caller's.
    ///
    /// @return one row a tile, in the batch's order; a tile's row does not depend on its neighbours in the batch
    FeatureMatrix extract(TileBatch batch);

    @Override
    void close();
}
