package org.acinus.wsi.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.acinus.wsi.FormulaSlide;
import org.acinus.wsi.Region;
import org.acinus.wsi.RgbBuffer;
import org.acinus.wsi.StoredTile;
import org.acinus.wsi.UnreadableRegionException;
import org.junit.jupiter.api.Test;

class RegionGroupTest {
    private static final long PLENTY = 1L << 30;
    private static final int WIDTH = 500;
    private static final int HEIGHT = 430;

    private final CountingSlide slide = new CountingSlide(FormulaSlide.of(WIDTH, HEIGHT, 0.5, 1, 4), 64, 48);

    private StoredLevel stored() {
        return StoredLevel.of(slide.metadata().levels().getFirst(), slide);
    }

    private static byte[] bytes(RgbBuffer buffer) {
        return buffer.pixels().toArray(ValueLayout.JAVA_BYTE);
    }

    private byte[] expected(Region region) {
        RgbBuffer into = RgbBuffer.onHeap(region.width(), region.height());
        slide.read(region, into);
        return bytes(into);
    }

    private static byte[] read(RegionGroup group, int index, Region region) {
        RgbBuffer into = RgbBuffer.onHeap(region.width(), region.height());
        group.read(index, into);
        return bytes(into);
    }

    private static List<Region> randomRegions(int count, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, count)
                .mapToObj(i -> new Region(
                        0,
                        random.nextInt(-90, WIDTH + 90),
                        random.nextInt(-90, HEIGHT + 90),
                        random.nextInt(1, 200),
                        random.nextInt(1, 200)))
                .toList();
    }

    /// Squares of 64 px, 10 px off the stored grid, row by row.
    private static List<Region> unalignedGrid() {
        List<Region> regions = new ArrayList<>();
        for (int y = 10; y < HEIGHT; y += 64) {
            for (int x = 10; x < WIDTH; x += 64) {
                regions.add(new Region(0, x, y, 64, 64));
            }
        }
        return regions;
    }

    @Test
    void everyRegionFollowsTheFormula() {
        List<Region> regions = randomRegions(300, 1);
        try (RegionGroup group = RegionGroup.of(slide, regions)) {
            for (int i = 0; i < regions.size(); i++) {
                assertThat(read(group, i, regions.get(i)))
                        .as("%s", regions.get(i))
                        .isEqualTo(expected(regions.get(i)));
            }
        }
    }

    @Test
    void eachStoredTileIsDecodedOnce() {
        List<Region> regions = unalignedGrid();
        try (RegionGroup group = RegionGroup.of(slide, regions)) {
            for (int i = 0; i < regions.size(); i++) {
                assertThat(read(group, i, regions.get(i))).isEqualTo(expected(regions.get(i)));
            }
        }
        assertThat(slide.decodes()).hasSize(8 * 9);
        assertThat(slide.decodes().values()).allMatch(decodes -> decodes.get() == 1);
    }

    @Test
    void eachStoredTileIsDecodedOnceInAnyOrder() {
        List<Region> regions = randomRegions(80, 2);
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, regions.size()).boxed().toList());
        Collections.shuffle(order, new Random(3));
        try (RegionGroup group = RegionGroup.of(slide, regions)) {
            order.forEach(i -> assertThat(read(group, i, regions.get(i))).isEqualTo(expected(regions.get(i))));
        }
        assertThat(slide.decodes().values()).allMatch(decodes -> decodes.get() == 1);
    }

    @Test
    void beyondTheBoundTilesAreDecodedAgainAndPixelsStayTheSame() {
        List<Region> regions = unalignedGrid();
        long threeTiles = 3 * RgbBuffer.byteSize(64, 48);
        try (RegionGroup group = new SharedTileGroup(stored(), regions, threeTiles)) {
            for (int i = 0; i < regions.size(); i++) {
                assertThat(read(group, i, regions.get(i))).isEqualTo(expected(regions.get(i)));
            }
        }
        assertThat(slide.totalDecodes()).isGreaterThan(8 * 9).isLessThan(4 * regions.size());
    }

    @Test
    void severalThreadsShareATileThatIsBeingDecoded() throws Exception {
        List<Region> regions = new ArrayList<>();
        for (int repeat = 0; repeat < 6; repeat++) {
            regions.addAll(unalignedGrid());
        }
        AtomicInteger next = new AtomicInteger();
        try (RegionGroup group = RegionGroup.of(slide, regions);
                ExecutorService threads = Executors.newFixedThreadPool(8)) {
            Callable<Integer> reader = () -> {
                int read = 0;
                for (int i = next.getAndIncrement(); i < regions.size(); i = next.getAndIncrement()) {
                    assertThat(read(group, i, regions.get(i))).isEqualTo(expected(regions.get(i)));
                    read++;
                }
                return read;
            };
            int total = 0;
            for (Future<Integer> done : threads.invokeAll(Collections.nCopies(8, reader))) {
                total += done.get();
            }
            assertThat(total).isEqualTo(regions.size());
        }
        assertThat(slide.decodes().values()).allMatch(decodes -> decodes.get() == 1);
    }

    @Test
    void whoFindsATileBusyReadsTheOthersFirst() throws Exception {
        // Two neighbours share the tile of column 1; its decoding is held up until column 2 is decoded, which only the
        // second region needs.
        List<Region> regions = List.of(new Region(0, 32, 0, 64, 48), new Region(0, 96, 0, 64, 48));
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch other = new CountDownLatch(1);
        slide.beforeDecoding(tile -> {
            switch (tile.column()) {
                case 1 -> {
                    begun.countDown();
                    awaitOrFail(other);
                }
                case 2 -> other.countDown();
                default -> {}
            }
        });
        try (RegionGroup group = RegionGroup.of(slide, regions);
                ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<byte[]> first = threads.submit(() -> read(group, 0, regions.getFirst()));
            awaitOrFail(begun);
            Future<byte[]> second = threads.submit(() -> read(group, 1, regions.getLast()));
            assertThat(first.get()).isEqualTo(expected(regions.getFirst()));
            assertThat(second.get()).isEqualTo(expected(regions.getLast()));
        }
        assertThat(slide.decodes().values()).allMatch(decodes -> decodes.get() == 1);
    }

    private static void awaitOrFail(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    @Test
    void aBrokenTileFailsTheRegionsThatTouchItAndNoOther() {
        slide.spoil(new StoredTile(0, 3, 4));
        List<Region> regions = unalignedGrid();
        int failed = 0;
        try (RegionGroup group = RegionGroup.of(slide, regions)) {
            for (int i = 0; i < regions.size(); i++) {
                Region region = regions.get(i);
                boolean touches = region.x0() < 4 * 64
                        && region.x0() + 64 > 3 * 64
                        && region.y0() < 5 * 48
                        && region.y0() + 64 > 4 * 48;
                if (touches) {
                    int index = i;
                    assertThatThrownBy(() -> read(group, index, region))
                            .isInstanceOf(UnreadableRegionException.class)
                            .hasMessageEndingWith("is broken");
                    failed++;
                } else {
                    assertThat(read(group, i, region)).isEqualTo(expected(region));
                }
            }
        }
        assertThat(failed).isEqualTo(4);
        assertThat(slide.decodes().values()).allMatch(decodes -> decodes.get() <= 1);
    }

    @Test
    void aRegionReadTwiceIsStillRight() {
        List<Region> regions = unalignedGrid();
        try (RegionGroup group = RegionGroup.of(slide, regions)) {
            for (int i = 0; i < regions.size(); i++) {
                assertThat(read(group, i / 3, regions.get(i / 3))).isEqualTo(expected(regions.get(i / 3)));
            }
            for (int i = 0; i < regions.size(); i++) {
                assertThat(read(group, i, regions.get(i))).isEqualTo(expected(regions.get(i)));
            }
        }
    }

    @Test
    void coarserLevelsStartAtTheNearestPixel() {
        Random random = new Random(5);
        List<Region> regions = IntStream.range(0, 60)
                .mapToObj(i -> new Region(
                        1,
                        random.nextInt(-60, WIDTH + 60),
                        random.nextInt(-60, HEIGHT + 60),
                        1 + random.nextInt(90),
                        40))
                .toList();
        try (RegionGroup group = RegionGroup.of(slide, regions)) {
            for (int i = 0; i < regions.size(); i++) {
                assertThat(read(group, i, regions.get(i))).isEqualTo(expected(regions.get(i)));
            }
        }
    }

    @Test
    void aSlideWithoutStoredTilesReadsRegionByRegion() {
        FormulaSlide plain = FormulaSlide.of(WIDTH, HEIGHT, 0.5, 1);
        List<Region> regions = randomRegions(20, 4);
        try (RegionGroup group = RegionGroup.of(plain, regions)) {
            for (int i = 0; i < regions.size(); i++) {
                assertThat(read(group, i, regions.get(i))).isEqualTo(expected(regions.get(i)));
            }
        }
    }

    @Test
    void aBufferOfAnotherSizeIsRefused() {
        Region region = new Region(0, 0, 0, 64, 48);
        try (RegionGroup group = new SharedTileGroup(stored(), List.of(region), PLENTY)) {
            assertThatThrownBy(() -> group.read(0, RgbBuffer.onHeap(64, 49)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
