package org.acinus.wsi;

import java.util.Optional;
import org.acinus.wsi.metadata.SlideMetadata;

/// An open whole-slide image.
///
/// Thread-safe: any number of threads may call [#read]. Whoever opened the slide closes it, once no thread reads
/// any more; a read after [#close] throws [IllegalStateException].
public interface Slide extends AutoCloseable {

    /// What the file says of itself: levels, spacing, bounds, allow-listed properties.
    SlideMetadata metadata();

    /// Reads one region of one level as RGB over the slide's background colour.
    ///
    /// Pixels outside the level are background. The buffer keeps its place: nothing is allocated for the caller.
    ///
    /// @param region origin in level-0 pixels, size in pixels of its level (OpenSlide's frame)
    /// @param into of the region's size; filled row by row from its first byte
    /// @throws IndexOutOfBoundsException where there is no such level
    /// @throws IllegalArgumentException where the buffer has another size
    /// @throws UnreadableRegionException where the stored pixels do not decode; unless [#outlivesFailures], the
    ///     slide may then be of no further use and should be opened again
    void read(Region region, RgbBuffer into);

    /// Whether a region that does not decode fails alone, so that the slide stays good for all others.
    default boolean outlivesFailures() {
        return false;
    }

    /// The colour profile of level 0 as the file holds it (ICC.1), whether or not it was applied.
    default Optional<byte[]> iccProfile() {
        return Optional.empty();
    }

    /// The stored tiles, where the reader knows them.
    default Optional<StoredTiles> storedTiles() {
        return Optional.empty();
    }

    /// Releases the file. Does nothing the second time.
    @Override
    void close();
}
