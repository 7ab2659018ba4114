package org.acinus.wsi.group;

import java.util.List;
import java.util.Optional;
import org.acinus.wsi.Region;
import org.acinus.wsi.RgbBuffer;
import org.acinus.wsi.Slide;
import org.acinus.wsi.StoredTiles;

/// Regions of one level of a slide that will be read together, so that each stored tile is decoded once, however
/// many of the regions need it. Readers that know nothing of stored tiles read region by region.
///
/// Thread-safe: any number of threads may read. Each region is meant to be read once, roughly in the order of the
/// list; reading one again, out of order or never gives no wrong pixels but costs time or memory. Best listed row
/// by row, for what a later region needs is kept: one row of stored tiles at most where the regions are laid in
/// rows, and never more than [#MOST_KEPT_BYTES], beyond which tiles are decoded again.
///
/// Whoever made the group closes it, once no thread reads any more and before the slide.
public interface RegionGroup extends AutoCloseable {
    /// Decoded tiles kept for later regions, in bytes: a row of 680 tiles of 256 px.
    long MOST_KEPT_BYTES = 128L << 20;

    /// Reads one region, as [Slide#read] would: the same pixels, the same failures.
    ///
    /// @param index place in the list
    /// @param into exactly as large as the region
    /// @throws org.acinus.wsi.UnreadableRegionException where the stored pixels of this region do not decode;
    ///     others are not affected
    void read(int index, RgbBuffer into);

    /// Releases what is kept between reads. Does nothing the second time.
    @Override
    void close();

    /// Prepares the reading of regions of one level.
    ///
    /// @param slide open for as long as the group
    /// @param regions read by their place in this list, which must not change meanwhile; it may be a view that
    ///     makes its regions as they are asked for
    /// @return a group that the caller closes before the slide
    static RegionGroup of(Slide slide, List<Region> regions) {
        Optional<StoredTiles> tiles = slide.storedTiles();
        if (tiles.isEmpty() || regions.isEmpty()) {
            return new SingleReads(slide, regions);
        }
        int level = regions.getFirst().level();
        StoredLevel stored = StoredLevel.of(slide.metadata().levels().get(level), tiles.get());
        return new SharedTileGroup(stored, regions, MOST_KEPT_BYTES);
    }
}
