package org.acinus.cli.worker;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.acinus.pipeline.ClaimedJob;
import org.acinus.pipeline.LedgerException;
import org.acinus.pipeline.StaleClaimException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gives signs of life for a claim while its worker is busy, and interrupts the worker when the claim is lost.
///
/// A ledger that cannot be reached is no lost claim: the lease may outlast the outage, and the fencing token
/// decides in the end. Belongs to the thread that started it.
final class LeaseKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);

    private final Consumer<ClaimedJob> sign;
    private final ClaimedJob claim;
    private final Duration heartbeat;
    private final Thread worker = Thread.currentThread();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread keeper;
    private volatile boolean lost;

    private LeaseKeeper(Consumer<ClaimedJob> sign, ClaimedJob claim, Duration heartbeat) {
        this.sign = sign;
        this.claim = claim;
        this.heartbeat = heartbeat;
        this.keeper = Thread.ofVirtual().name("lease-" + claim.id()).unstarted(this::keep);
    }

    /// Starts at once.
    ///
    /// @param sign gives one sign of life
    static LeaseKeeper start(Consumer<ClaimedJob> sign, ClaimedJob claim, Duration heartbeat) {
        LeaseKeeper lease = new LeaseKeeper(sign, claim, heartbeat);
        lease.keeper.start();
        return lease;
    }

    /// Work that can be stopped.
    interface Work<T> {
        T run() throws InterruptedException;
    }

    /// Does the work on the calling thread.
    ///
    /// @return empty where the claim was lost before the work was done
    /// @throws InterruptedException where somebody else than this lease stopped it
    <T> Optional<T> whileHeld(Work<T> work) throws InterruptedException {
        try {
            return Optional.of(work.run());
        } catch (InterruptedException stopped) {
            if (!lost) {
                throw stopped;
            }
            return Optional.empty();
        } finally {
            end();
        }
    }

    private void keep() {
        try {
            while (!over.await(heartbeat.toMillis(), TimeUnit.MILLISECONDS)) {
                extend();
            }
        } catch (InterruptedException nobodyDoes) {
            Thread.currentThread().interrupt();
        } catch (StaleClaimException superseded) {
            lost = true;
            worker.interrupt();
        }
    }

    private void extend() {
        try {
            sign.accept(claim);
        } catch (StaleClaimException superseded) {
            throw superseded;
        } catch (LedgerException unreachable) {
            LOG.warn("No sign of life could be given: {}", unreachable.getMessage());
        }
    }

    /// After this the keeper interrupts nobody, and its interrupt, where it came too late, is forgotten.
    private void end() {
        over.countDown();
        boolean interrupted = Thread.interrupted();
        while (keeper.isAlive()) {
            try {
                keeper.join();
            } catch (InterruptedException stopped) {
                interrupted = true;
            }
        }
        interrupted |= Thread.interrupted();
        if (interrupted && !lost) {
            worker.interrupt();
        }
    }

    @Override
    public void close() {
        end();
    }
}
