package org.acinus.cli.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.acinus.pipeline.ClaimedJob;
import org.acinus.pipeline.LedgerException;
import org.acinus.pipeline.SlideJob;
import org.acinus.pipeline.StaleClaimException;
import org.junit.jupiter.api.Test;

class LeaseKeeperTest {
    private static final ClaimedJob CLAIM =
            new ClaimedJob(1, 1, new SlideJob(Path.of("/slides"), "a.svs", 1, Instant.EPOCH, "config"));
    private static final Duration OFTEN = Duration.ofMillis(1);

    @Test
    void heartBeatsWhileTheWorkLastsAndNoLonger() throws Exception {
        CountDownLatch beats = new CountDownLatch(3);
        AtomicInteger all = new AtomicInteger();
        LeaseKeeper lease = LeaseKeeper.start(
                held -> {
                    all.incrementAndGet();
                    beats.countDown();
                },
                CLAIM,
                OFTEN);
        assertThat(lease.whileHeld(() -> beats.await(10, TimeUnit.SECONDS))).hasValue(true);
        int then = all.get();
        lease.close();
        assertThat(all).hasValue(then);
    }

    @Test
    void lostClaimStopsTheWorkAndLeavesNoInterrupt() throws Exception {
        Consumer<ClaimedJob> lost = held -> {
            throw new StaleClaimException("another has it");
        };
        try (LeaseKeeper lease = LeaseKeeper.start(lost, CLAIM, OFTEN)) {
            Optional<Boolean> done = lease.whileHeld(() -> new CountDownLatch(1).await(10, TimeUnit.SECONDS));
            assertThat(done).isEmpty();
        }
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void databaseThatIsAwayForAWhileStopsNothing() throws Exception {
        CountDownLatch refusals = new CountDownLatch(3);
        Consumer<ClaimedJob> away = held -> {
            refusals.countDown();
            throw new LedgerException("Cannot reach the database", null);
        };
        try (LeaseKeeper lease = LeaseKeeper.start(away, CLAIM, OFTEN)) {
            assertThat(lease.whileHeld(() -> refusals.await(10, TimeUnit.SECONDS)))
                    .hasValue(true);
        }
    }

    @Test
    void interruptOfSomebodyElseGoesThrough() {
        LeaseKeeper lease = LeaseKeeper.start(held -> {}, CLAIM, Duration.ofHours(1));
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> lease.whileHeld(() -> new CountDownLatch(1).await(10, TimeUnit.SECONDS)))
                .isInstanceOf(InterruptedException.class);
        lease.close();
    }
}
