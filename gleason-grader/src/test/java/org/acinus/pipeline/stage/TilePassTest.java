package org.acinus.pipeline.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.acinus.mil.FeatureExtractor;
import org.acinus.mil.FeatureMatrix;
import org.acinus.mil.PackId;
import org.acinus.mil.TileOutput;
import org.acinus.pipeline.TestingExtractor;
import org.acinus.stream.TileBatch;
import org.acinus.stream.TileStream;
import org.acinus.stream.UnreadableTile;
import org.acinus.tiling.TileAddress;
import org.acinus.tiling.TileFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TilePassTest {
    private static final int BATCH = 3;

    private final AtomicInteger open = new AtomicInteger();

    /// A stream that counts the batches which nobody gave back, and refuses two takers at once.
    private final class Numbers implements TileStream {
        private final int tiles;
        private final AtomicInteger takers = new AtomicInteger();
        private int next;

        Numbers(int tiles) {
            this.tiles = tiles;
        }

        @Override
        public Optional<TileBatch> next() {
            assertThat(takers.incrementAndGet()).isEqualTo(1);
            try {
                if (next >= tiles) {
                    return Optional.empty();
                }
                int from = next;
                next = Math.min(tiles, next + BATCH);
                open.incrementAndGet();
                return Optional.of(new Batch(IntStream.range(from, next)
                        .mapToObj(i -> new TileFrame(new TileAddress(i, 0), i, 0, 1, 1))
                        .toList()));
            } finally {
                takers.decrementAndGet();
            }
        }

        @Override
        public void close() {}
    }

    private final class Batch implements TileBatch {
        private final List<TileFrame> tiles;
        private boolean closed;

        Batch(List<TileFrame> tiles) {
            this.tiles = tiles;
        }

        @Override
        public List<TileFrame> tiles() {
            assertThat(closed).as("a batch used after it was given back").isFalse();
            return tiles;
        }

        @Override
        public MemorySegment pixels() {
            return MemorySegment.NULL;
        }

        @Override
        public int tilePixels() {
            return 1;
        }

        @Override
        public List<UnreadableTile> unreadable() {
            return List.of();
        }

        @Override
        public void close() {
            closed = true;
            open.decrementAndGet();
        }
    }

    /// Embeds a tile as its column times a factor, the first batch of all after the others have begun.
    private static class Times extends TestingExtractor {
        private final int factor;
        private final CountDownLatch others;

        Times(int factor, int lanes, CountDownLatch others) {
            super(new PackId("times", "1", "0".repeat(64)), lanes, BATCH);
            this.factor = factor;
            this.others = others;
        }

        @Override
        public TileOutput extract(TileBatch batch) {
            List<TileFrame> tiles = batch.tiles();
            try {
                if (tiles.getFirst().address().column() == 0) {
                    assertThat(others.await(20, TimeUnit.SECONDS))
                            .as("other lanes go on while the first is slow")
                            .isTrue();
                } else {
                    others.countDown();
                }
            } catch (InterruptedException cancelled) {
                throw new IllegalStateException(cancelled);
            }
            float[] values = new float[tiles.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = factor * tiles.get(i).address().column();
            }
            return new TileOutput(new FeatureMatrix(values, values.length, 1));
        }
    }

    private static Times quick(int factor, int lanes) {
        return new Times(factor, lanes, new CountDownLatch(0));
    }

    @Test
    void sinksGetTheStreamsOrderHoweverLanesOvertakeEachOther() throws Exception {
        List<Float> got = new ArrayList<>();
        List<Integer> progress = new ArrayList<>();
        Times slowFirst = new Times(2, 3, new CountDownLatch(4));

        new TilePass(
                        new Numbers(100),
                        List.of(new TilePass.Lane(slowFirst, (tiles, output) -> {
                            for (int i = 0; i < tiles.size(); i++) {
                                got.add(output.features().at(i, 0));
                            }
                        })),
                        100,
                        (done, total) -> progress.add(done))
                .run();

        assertThat(got).hasSize(100);
        assertThat(got)
                .containsExactlyElementsOf(
                        IntStream.range(0, 100).mapToObj(i -> 2f * i).toList());
        assertThat(progress).isSorted().endsWith(100);
        assertThat(open).hasValue(0);
    }

    @Test
    void severalEncodersSeeEveryBatchOnce() throws Exception {
        List<Float> twos = Collections.synchronizedList(new ArrayList<>());
        List<Float> fives = Collections.synchronizedList(new ArrayList<>());

        new TilePass(
                        new Numbers(10),
                        List.of(
                                new TilePass.Lane(
                                        quick(2, 2),
                                        (tiles, output) ->
                                                twos.add(output.features().at(0, 0))),
                                new TilePass.Lane(
                                        quick(5, 4),
                                        (tiles, output) ->
                                                fives.add(output.features().at(0, 0)))),
                        10,
                        (done, total) -> {})
                .run();

        assertThat(twos).containsExactly(0f, 6f, 12f, 18f);
        assertThat(fives).containsExactly(0f, 15f, 30f, 45f);
    }

    @Test
    void firstFailureEndsThePassAndNothingStaysOut() {
        FeatureExtractor failing = new Times(1, 3, new CountDownLatch(0)) {
            @Override
            public TileOutput extract(TileBatch batch) {
                if (batch.tiles().getFirst().address().column() >= 30) {
                    throw new IllegalStateException("the device is gone");
                }
                return super.extract(batch);
            }
        };
        AtomicInteger rows = new AtomicInteger();
        TilePass pass = new TilePass(
                new Numbers(3_000),
                List.of(new TilePass.Lane(failing, (tiles, output) -> rows.addAndGet(tiles.size()))),
                3_000,
                (done, total) -> {});

        assertThatThrownBy(pass::run).hasMessage("the device is gone");
        assertThat(rows.get()).isLessThanOrEqualTo(30);
        assertThat(open).hasValue(0);
    }

    @Test
    void interruptedPassEndsAndSaysSo() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch waiting = new CountDownLatch(1);
        TileStream stuck = new TileStream() {
            @Override
            public Optional<TileBatch> next() throws InterruptedException {
                waiting.countDown();
                never.await();
                return Optional.empty();
            }

            @Override
            public void close() {}
        };
        List<Throwable> thrown = Collections.synchronizedList(new ArrayList<>());
        Thread caller = Thread.ofPlatform().start(() -> {
            try {
                new TilePass(
                                stuck,
                                List.of(new TilePass.Lane(quick(1, 4), (tiles, output) -> {})),
                                1,
                                (done, total) -> {})
                        .run();
            } catch (InterruptedException | RuntimeException ended) {
                thrown.add(ended);
            }
        });
        assertThat(waiting.await(20, TimeUnit.SECONDS)).isTrue();

        caller.interrupt();
        caller.join(20_000);

        assertThat(caller.isAlive()).isFalse();
        assertThat(thrown).hasSize(1).first().isInstanceOf(InterruptedException.class);
    }
}
