package org.acinus.mil.djl;

import java.lang.foreign.MemorySegment;
import org.acinus.mil.FeatureExtractor;
import org.acinus.mil.TileOutput;

/// An extractor that also takes bare pixels, so that it can prove itself without a slide.
public interface TileEncoder extends FeatureExtractor {

    /// Embeds tiles that lie one after the other in native memory, as in a batch.
    ///
    /// @param pixels RGB8, at least `tiles` tiles of the encoder's size
    /// @throws org.acinus.mil.pack.InvalidPackException where a value is no number, or an output has another
    ///     shape
    TileOutput encode(MemorySegment pixels, int tiles);
}
