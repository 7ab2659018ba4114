package org.acinus.wsi.group;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
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
/// How often a tile is needed is counted beforehand. A tile that one region needs is decoded for it alone, without
/// any lock. One that several need is decoded by the first that comes to it (others read their other tiles first,
/// then wait; who decodes waits for nobody) and kept until the last has done with it. Where the tiles kept reach
/// the bound, further ones are decoded for their region alone, and so again for the next: slower, but never more
/// memory.
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
        Reading reading = new Reading(into);
        for (int row = footprint.firstRow(); row < footprint.endRow(); row++) {
            for (int column = footprint.firstColumn(); column < footprint.endColumn(); column++) {
                reading.readOrPutOff(uses.index(column, row), TilePart.of(stored, footprint, column, row));
            }
        }
        reading.finish();
    }

    /// One region on its way into its buffer.
    ///
    /// Neighbours are read at the same time and share a tile, so whoever comes second would wait for most of a
    /// decoding. It reads its other tiles first instead.
    private final class Reading {
        private final RgbBuffer into;
        private final List<Awaited> awaited = new ArrayList<>(2);
        private @Nullable UnreadableRegionException failure;

        Reading(RgbBuffer into) {
            this.into = into;
        }

        /// A tile that another thread was decoding, held until it is copied.
        private record Awaited(int tile, TilePart part, KeptTile held) {}

        void readOrPutOff(int tile, TilePart part) {
            if (!uses.isShared(tile)) {
                attempt(() -> decodeAlone(part, into));
                return;
            }
            Optional<KeptTile> held = hold(tile);
            if (held.isPresent() && !held.get().decodeUnlessBusy(stored, part)) {
                awaited.add(new Awaited(tile, part, held.get()));
                return;
            }
            attempt(() -> {
                if (held.isPresent()) {
                    part.copy(held.get().decoded(stored, part), into);
                } else {
                    decodeAlone(part, into);
                }
            });
            release(tile, held);
        }

        /// Reads what was put off.
        ///
        /// @throws UnreadableRegionException where one of the tiles did not decode, the first that was met
        void finish() {
            for (Awaited one : awaited) {
                attempt(() -> one.part().copy(one.held().decoded(stored, one.part()), into));
                release(one.tile(), Optional.of(one.held()));
            }
            if (failure != null) {
                throw failure;
            }
        }

        /// Keeps the first failure: every tile must be counted down, or it would be kept for this region for ever.
        private void attempt(Runnable step) {
            try {
                step.run();
            } catch (UnreadableRegionException broken) {
                if (failure == null) {
                    failure = broken;
                }
            }
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
