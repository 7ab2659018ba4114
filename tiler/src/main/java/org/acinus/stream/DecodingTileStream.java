package org.acinus.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.acinus.tiling.TilePlan;
import org.acinus.wsi.RgbBuffer;
import org.acinus.wsi.Slide;
import org.acinus.wsi.UnreadableRegionException;
import org.acinus.wsi.group.RegionGroup;

/// Decodes a plan's tiles on a fixed number of platform threads into the batches of a [BatchQueue].
///
/// Native calls pin virtual threads to their carriers, hence platform threads. The first failure that is not one
/// unreadable tile ends the stream and is thrown to the taker.
public final class DecodingTileStream implements TileStream {
    private final TilePlan plan;
    private final TileTransform transform;
    private final RegionGroup regions;
    private final BatchQueue queue;
    private final List<Thread> decoders = new ArrayList<>();

    private DecodingTileStream(TilePlan plan, TileTransform transform, RegionGroup regions, BatchQueue queue) {
        this.plan = plan;
        this.transform = transform;
        this.regions = regions;
        this.queue = queue;
    }

    /// Starts decoding; the caller closes the stream, and the slide after it.
    ///
    /// @param slide thread-safe to read; a [org.acinus.wsi.ReopeningSlide] where one bad tile must not spoil
    ///     the rest
    public static TileStream open(Slide slide, TilePlan plan, StreamLimits limits) {
        return open(slide, plan, limits, TileTransform.NONE);
    }

    /// Starts decoding likewise, and changes each tile before it is handed out.
    ///
    /// @param transform run by the decoding threads
    public static TileStream open(Slide slide, TilePlan plan, StreamLimits limits, TileTransform transform) {
        return open(slide, plan, limits, transform, BatchMemory.ORDINARY);
    }

    /// Starts decoding likewise, into buffers of a given kind.
    ///
    /// @param memory that the batches lie in; freed when the stream is closed
    public static TileStream open(
            Slide slide, TilePlan plan, StreamLimits limits, TileTransform transform, BatchMemory memory) {
        RegionGroup regions = RegionGroup.of(slide, plan.regions());
        BatchQueue queue;
        try {
            queue = new BatchQueue(plan, limits, memory);
        } catch (RuntimeException | Error noRoom) {
            regions.close();
            throw noRoom;
        }
        DecodingTileStream stream = new DecodingTileStream(plan, transform, regions, queue);
        for (int i = 0; i < limits.readers(); i++) {
            stream.decoders.add(Thread.ofPlatform().name("tile-decoder-" + i).start(stream::decode));
        }
        return stream;
    }

    @Override
    public Optional<TileBatch> next() throws InterruptedException {
        return queue.next();
    }

    private void decode() {
        try (TileReader reader = new TileReader(plan, regions)) {
            for (Optional<BatchQueue.Claim> claim = queue.claim(); claim.isPresent(); claim = queue.claim()) {
                queue.finished(claim.get(), decode(reader, claim.get()));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error broken) {
            queue.fail(broken);
        }
    }

    /// Decodes one tile to its place.
    ///
    /// @return why not, where its stored pixels do not decode
    private Optional<String> decode(TileReader reader, BatchQueue.Claim claim) {
        try {
            int tilePixels = plan.grid().spec().tilePixels();
            RgbBuffer pixels = new RgbBuffer(claim.pixels(), tilePixels, tilePixels);
            reader.read(claim.tile(), pixels.pixels());
            transform.apply(plan.tiles().get(claim.tile()), pixels);
            return Optional.empty();
        } catch (UnreadableRegionException gap) {
            return Optional.of(String.valueOf(gap.getMessage()));
        }
    }

    /// Cancels, waits for the decoders, frees the buffers. Batches still out must not be touched any more.
    @Override
    public void close() {
        if (!queue.cancel()) {
            return;
        }
        boolean interrupted = false;
        for (Thread decoder : decoders) {
            while (decoder.isAlive()) {
                try {
                    decoder.join();
                } catch (InterruptedException wait) {
                    // The memory cannot be freed under a running native read, so the wait goes on; the caller's
                    // interruption is kept for afterwards.
                    interrupted = true;
                }
            }
        }
        regions.close();
        queue.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
