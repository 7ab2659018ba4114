package org.acinus.outcome;

import java.io.IOException;
import java.util.List;

/// A slide's tiles, row-major, as often as somebody wants to go through them: a list, or rows that stay in the
/// database, of which half a million need no more memory than a few.
@FunctionalInterface
public interface TileSource {

    /// Takes one tile after the other.
    @FunctionalInterface
    interface Sink {
        /// Takes the next tile.
        ///
        /// @throws IOException where it cannot be written on
        void accept(TileResult tile) throws IOException;
    }

    /// Goes through all tiles once, from the first.
    ///
    /// @throws IOException where the sink does
    void forEach(Sink sink) throws IOException;

    /// The tiles of a list.
    static TileSource of(List<TileResult> tiles) {
        List<TileResult> kept = List.copyOf(tiles);
        return sink -> {
            for (TileResult tile : kept) {
                sink.accept(tile);
            }
        };
    }
}
