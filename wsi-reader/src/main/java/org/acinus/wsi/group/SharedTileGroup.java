package org.acinus.wsi.group;

import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.acinus.wsi.Region;
import org.acinus.wsi.RgbBuffer;
import org.acinus.wsi.UnreadableRegionException;
import org.jspecify.annotations.Nullable;

/// Regions read out of stored tiles, each of which is decoded once however many regions need it.
///
/// How often a tile is needed is counted beforehand. A tile that one region needs is decoded for it alone,
/// without any lock. One that several need is decoded by the first that comes to it (others wait; who decodes
/// waits for nobody) and kept until the last has done with it. Where the tiles kept reach the bound, further
/// ones are decoded for their region alone, and so again for the next: slower, but never more memory.
final class SharedTileGroup implements RegionGroup {
    private final StoredLevel stored;
    private final List<Region> regions;
    private final UseCounts uses;
    private final int mostKept;
    private final TileBuffers buffers;
    private final Map<Integer, KeptTile> kept = new HashMap<>();

    SharedTileGroup(StoredLevel stored, List<Region> regions, long maxBytes) {
        this.stored = stored;
        this.regions = regions;
        this.uses = UseCounts.of(regions, stored);
        this.mostKept = (int) Math.min(Integer.MAX_VALUE, maxBytes / stored.tileBytes());
        this.buffers = new TileBuffers(stored.tileBytes());
    }

    @Override
    public void read(int index, RgbBuffer into) {
        Region region = regions.get(index);
        StoredLevel.requireSize(region, into);
        Footprint footprint = Footprint.of(region, stored);
        stored.fillOutside(footprint, into);
        @Nullable UnreadableRegionException failure = null;
        for (int row = footprint.firstRow(); row < footprint.endRow(); row++) {
            for (int column = footprint.firstColumn(); column < footprint.endColumn(); column++) {
                int tile = uses.index(column, row);
                if (failure != null) {
                    // Of no use to this region any more, but counted down, or it would be kept for it for ever.
                    release(tile, Optional.empty());
                    continue;
                }
                try {
                    readTile(tile, TilePart.of(stored, footprint, column, row), into);
                } catch (UnreadableRegionException first) {
                    failure = first;
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void readTile(int tile, TilePart part, RgbBuffer into) {
        if (!uses.isShared(tile)) {
            decodeAlone(part, into);
            return;
        }
        Optional<KeptTile> held = hold(tile);
        try {
            if (held.isPresent()) {
                part.copy(held.get().decoded(stored, part), into);
            } else {
                decodeAlone(part, into);
            }
        } finally {
            release(tile, held);
        }
    }

    /// Decodes one tile for one region: straight into its place where it fits, else aside.
    private void decodeAlone(TilePart part, RgbBuffer into) {
        if (part.isWhole()) {
            stored.decodeInPlace(part, into);
            return;
        }
        MemorySegment aside = buffers.take();
        try {
            stored.decode(part, aside);
            part.copy(aside, into);
        } finally {
            buffers.giveBack(aside);
        }
    }

    /// The tile among those kept; empty where there is no room for it, or no other region left that needs it.
    private synchronized Optional<KeptTile> hold(int tile) {
        KeptTile there = kept.get(tile);
        if (there == null) {
            if (kept.size() >= mostKept || uses.left(tile) <= 1) {
                return Optional.empty();
            }
            there = new KeptTile(buffers.take());
            kept.put(tile, there);
        }
        there.hold();
        return Optional.of(there);
    }

    /// A region has done with a tile, which is dropped where it was the last.
    private synchronized void release(int tile, Optional<KeptTile> held) {
        if (!uses.isShared(tile)) {
            return;
        }
        uses.countDown(tile);
        held.ifPresent(KeptTile::letGo);
        KeptTile there = kept.get(tile);
        if (there != null && !there.isHeld() && uses.left(tile) <= 0) {
            kept.remove(tile);
            buffers.giveBack(there.buffer());
        }
    }

    @Override
    public void close() {
        buffers.close();
    }
}
