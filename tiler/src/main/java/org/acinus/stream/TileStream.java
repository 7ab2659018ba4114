package org.acinus.stream;

import java.util.Optional;

/// Tile batches of one slide, decoded ahead by several threads.
///
/// One taker at a time. Batches come in the plan's order whatever the number of threads. [#close] cancels what is
/// under way and waits for the threads to end; whoever opened the stream closes it.
public interface TileStream extends AutoCloseable {

    /// The next batch, waiting for it where need be; empty when all tiles have been given out.
    ///
    /// @return a batch that the caller closes
    /// @throws InterruptedException where the taker is interrupted while waiting
    /// @throws org.acinus.wsi.SlideException where the slide as a whole can be read no longer
    Optional<TileBatch> next() throws InterruptedException;

    @Override
    void close();
}
