package org.acinus.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.acinus.tiling.TileAddress;
import org.acinus.tiling.TileFrame;
import org.acinus.tiling.TileGrid;
import org.acinus.tiling.TilePlan;
import org.acinus.tiling.TilingSpec;
import org.acinus.wsi.FaultySlides;
import org.acinus.wsi.FormulaSlide;
import org.acinus.wsi.ReopeningSlide;
import org.acinus.wsi.Slide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DecodingTileStreamTest {
    private static final int TILE = 32;
    private static final long TILE_BYTES = 3L * TILE * TILE;

    private static TilePlan plan(Slide slide) {
        TileGrid grid = TileGrid.over(slide.metadata(), TilingSpec.of(TILE, 0.5));
        return new TilePlan(grid, grid.rowMajor().toList());
    }

    private static Slide formula() {
        return FormulaSlide.of(1000, 700, 0.5, 1);
    }

    @Test
    void tilesComeInThePlansOrderWithTheirOwnPixelsWhateverTheThreadsAndBatches() throws Exception {
        try (Slide slide = formula()) {
            for (int readers : new int[] {1, 2, 5}) {
                for (int batch : new int[] {1, 7, 64}) {
                    StreamLimits limits = new StreamLimits(readers, batch, 3L * batch * TILE_BYTES);
                    assertThat(drain(slide, limits)).isEqualTo(plan(slide).tiles());
                }
            }
        }
    }

    private static List<TileFrame> drain(Slide slide, StreamLimits limits) throws InterruptedException {
        List<TileFrame> seen = new ArrayList<>();
        try (TileStream stream = DecodingTileStream.open(slide, plan(slide), limits)) {
            for (Optional<TileBatch> next = stream.next(); next.isPresent(); next = stream.next()) {
                try (TileBatch batch = next.get()) {
                    for (int i = 0; i < batch.tiles().size(); i++) {
                        requirePixels(batch, i);
                    }
                    seen.addAll(batch.tiles());
                }
            }
        }
        return seen;
    }

    private static void requirePixels(TileBatch batch, int index) {
        TileFrame tile = batch.tiles().get(index);
        long at = index * TILE_BYTES + 3L * (TILE * 5 + 4);
        long x0 = tile.x0() + 4;
        long y0 = tile.y0() + 5;
        for (int channel = 0; channel < 3; channel++) {
            int expected = x0 < 1000 && y0 < 700 ? FormulaSlide.value(x0, y0, channel) : 255;
            assertThat(batch.pixels().get(ValueLayout.JAVA_BYTE, at + channel) & 255)
                    .isEqualTo(expected);
        }
    }

    @Test
    void anUnreadableTileIsCountedAndTheOthersKeepTheirPixels() throws Exception {
        FaultySlides slides = new FaultySlides(
                DecodingTileStreamTest::formula, region -> region.x0() == 3 * TILE && region.y0() % (2 * TILE) == 0);
        Map<TileAddress, String> unreadable = new HashMap<>();
        int readable = 0;
        try (Slide slide = ReopeningSlide.open(slides);
                TileStream stream =
                        DecodingTileStream.open(slide, plan(slide), new StreamLimits(3, 16, 64 * TILE_BYTES))) {
            for (Optional<TileBatch> next = stream.next(); next.isPresent(); next = stream.next()) {
                try (TileBatch batch = next.get()) {
                    for (int i = 0; i < batch.tiles().size(); i++) {
                        requirePixels(batch, i);
                    }
                    readable += batch.tiles().size();
                    batch.unreadable().forEach(gap -> unreadable.put(gap.tile().address(), gap.reason()));
                }
            }
        }
        // 22 rows of tiles, every second of them bad in column 3.
        assertThat(unreadable).hasSize(11).allSatisfy((address, reason) -> {
            assertThat(address.column()).isEqualTo(3);
            assertThat(reason).contains("does not decode");
        });
        assertThat(readable).isEqualTo(32 * 22 - 11);
        slides.requireAllClosed();
    }

    @Test
    void aFailureOfTheWholeSlideReachesTheTaker() {
        Slide broken = new Slide() {
            @Override
            public org.acinus.wsi.metadata.SlideMetadata metadata() {
                return formula().metadata();
            }

            @Override
            public void read(org.acinus.wsi.Region region, org.acinus.wsi.RgbBuffer into) {
                throw new org.acinus.wsi.CorruptSlideException("gone");
            }

            @Override
            public void close() {}
        };
        try (TileStream stream =
                DecodingTileStream.open(broken, plan(broken), new StreamLimits(2, 4, 8 * TILE_BYTES))) {
            assertThatThrownBy(stream::next)
                    .isInstanceOf(org.acinus.wsi.CorruptSlideException.class)
                    .hasMessage("gone");
        }
    }

    @Test
    void closingEarlyLeavesNoThreadBehind() throws Exception {
        try (Slide slide = formula()) {
            TileStream stream = DecodingTileStream.open(slide, plan(slide), new StreamLimits(4, 4, 8 * TILE_BYTES));
            stream.next().orElseThrow().close();
            stream.close();
            assertThat(Thread.getAllStackTraces().keySet())
                    .noneMatch(thread -> thread.isAlive() && thread.getName().startsWith("tile-decoder-"));
        }
    }

    @Test
    void batchesLieInTheMemoryThatWasAskedForAndItIsFreedWithTheStream() throws Exception {
        AtomicInteger held = new AtomicInteger();
        List<Long> addresses = new ArrayList<>();
        BatchMemory counted = (bytes, arena) -> {
            held.incrementAndGet();
            MemorySegment ordinary = BatchMemory.ORDINARY.allocate(bytes, arena);
            addresses.add(ordinary.address());
            return ordinary.reinterpret(bytes, arena, freed -> held.decrementAndGet());
        };
        try (Slide slide = formula();
                TileStream stream = DecodingTileStream.open(
                        slide, plan(slide), new StreamLimits(2, 4, 8 * TILE_BYTES), TileTransform.NONE, counted)) {
            assertThat(held).hasValue(2);
            try (TileBatch batch = stream.next().orElseThrow()) {
                assertThat(addresses).contains(batch.pixels().address());
            }
        }
        assertThat(held).hasValue(0);
    }

    @Test
    void memoryThatRunsOutLeavesNothingBehind() {
        AtomicInteger held = new AtomicInteger();
        BatchMemory scarce = (bytes, arena) -> {
            if (held.incrementAndGet() > 1) {
                held.decrementAndGet();
                throw new OutOfMemoryError("no more");
            }
            return BatchMemory.ORDINARY.allocate(bytes, arena).reinterpret(arena, freed -> held.decrementAndGet());
        };
        try (Slide slide = formula()) {
            StreamLimits limits = new StreamLimits(2, 4, 8 * TILE_BYTES);
            assertThatThrownBy(() -> DecodingTileStream.open(slide, plan(slide), limits, TileTransform.NONE, scarce))
                    .hasMessage("no more");
        }
        assertThat(held).hasValue(0);
    }

    /// With a budget of one batch the decoders wait for the taker, and the stream still ends. Three buffers of four
    /// tiles: one batch taken and two full ones waiting, and nobody reads on.
    @Test
    void aSlowConsumerStopsTheReaders() throws Exception {
        AtomicInteger reads = new AtomicInteger();
        Slide formula = formula();
        Slide counted = new Slide() {
            @Override
            public org.acinus.wsi.metadata.SlideMetadata metadata() {
                return formula.metadata();
            }

            @Override
            public void read(org.acinus.wsi.Region region, org.acinus.wsi.RgbBuffer into) {
                reads.incrementAndGet();
                formula.read(region, into);
            }

            @Override
            public void close() {}
        };
        try (TileStream stream =
                DecodingTileStream.open(counted, plan(counted), new StreamLimits(2, 4, 3 * 4 * TILE_BYTES))) {
            TileBatch slow = stream.next().orElseThrow();
            settle(reads, 12);
            slow.close();
            settle(reads, 16);
        }
        assertThat(plan(counted).tiles()).hasSizeGreaterThan(100);
    }

    /// Waits for a number of reads, and then whether there are more.
    private static void settle(AtomicInteger reads, int expected) throws InterruptedException {
        while (reads.get() < expected) {
            Thread.sleep(5);
        }
        Thread.sleep(300);
        assertThat(reads).hasValue(expected);
    }

    @Test
    void aBudgetOfOneBatchIsEnough() throws Exception {
        try (Slide slide = formula()) {
            assertThat(drain(slide, new StreamLimits(4, 8, 1))).hasSize(32 * 22);
        }
    }
}
