package org.acinus.cli.worker;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.acinus.pipeline.LedgerException;
import org.acinus.pipeline.LedgerUnavailableException;
import org.acinus.pipeline.RunLedger;
import org.acinus.pipeline.StaleClaimException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A ledger that is asked again until its database answers.
///
/// A database that is down stops nothing for good: each question waits, a little longer every time, and the ledger
/// is opened anew, since an embedded server comes back at another port. A question that is refused time and again
/// by a database that does answer is the asker's problem and is thrown. Thread-safe; the questions of several
/// threads run side by side. Whoever opened it closes it.
public final class PatientLedger implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PatientLedger.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(250);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(15);
    /// Refusals of one question by a database that answers another.
    private static final int REFUSALS = 5;

    /// A database that is well answers long before.
    private static final Duration LONG_SILENCE = Duration.ofSeconds(3);

    private final Supplier<RunLedger> opener;
    /// When each question that has no answer yet was asked, by its thread.
    private final Map<Thread, Long> askedNanos = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable String> trouble = new AtomicReference<>();
    private RunLedger ledger;
    private boolean closed;

    /// Opens the ledger once, without patience: what is wrong at the very start is a matter of the command line.
    ///
    /// @param opener opens it, starting the database where it is ours to start
    /// @throws LedgerException where it cannot be opened
    public PatientLedger(Supplier<RunLedger> opener) {
        this.opener = opener;
        this.ledger = opener.get();
    }

    /// What is wrong with the database now, for the health page; empty where it answers.
    ///
    /// A question that waits for long is trouble already: the driver may take its time to find nobody there.
    public String trouble() {
        String now = trouble.get();
        if (now != null) {
            return now;
        }
        long longest = askedNanos.values().stream()
                .mapToLong(asked -> System.nanoTime() - asked)
                .max()
                .orElse(0);
        return longest < LONG_SILENCE.toNanos() ? "" : "it has not answered for " + longest / 1_000_000_000 + " s";
    }

    /// Asks until there is an answer.
    ///
    /// @throws StaleClaimException at once: that is an answer
    /// @throws LedgerException where the database answers, but refuses this again and again
    /// @throws InterruptedException where the caller is to stop
    public <T> T ask(Function<RunLedger, T> question) throws InterruptedException {
        askedNanos.put(Thread.currentThread(), System.nanoTime());
        try {
            return untilAnswered(question);
        } finally {
            askedNanos.remove(Thread.currentThread());
        }
    }

    private <T> T untilAnswered(Function<RunLedger, T> question) throws InterruptedException {
        Duration wait = FIRST_WAIT;
        int refusals = 0;
        while (true) {
            RunLedger asked = current();
            try {
                T answer = question.apply(asked);
                recovered();
                return answer;
            } catch (StaleClaimException answer) {
                throw answer;
            } catch (LedgerException failure) {
                requireOpen(failure);
                boolean passing = failure instanceof LedgerUnavailableException;
                if (!passing && answers(asked) && ++refusals >= REFUSALS) {
                    throw failure;
                }
                degraded(failure);
                Thread.sleep(wait);
                wait = longer(wait);
                reopen(asked);
            }
        }
    }

    /// Asks once.
    ///
    /// @throws LedgerException where there is no answer
    public <T> T once(Function<RunLedger, T> question) {
        return question.apply(current());
    }

    /// Asks once, for what need not be: the leases end by themselves.
    ///
    /// @return whether there was an answer
    public boolean tryOnce(Consumer<RunLedger> question) {
        try {
            question.accept(current());
            return true;
        } catch (LedgerException failure) {
            LOG.warn("the database was not told: {}", failure.getMessage());
            return false;
        }
    }

    private static Duration longer(Duration wait) {
        Duration doubled = wait.multipliedBy(2);
        return doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
    }

    private static boolean answers(RunLedger ledger) {
        try {
            ledger.untilDue();
            return true;
        } catch (LedgerException down) {
            return false;
        }
    }

    private synchronized RunLedger current() {
        return ledger;
    }

    private synchronized void requireOpen(LedgerException failure) {
        if (closed) {
            throw failure;
        }
    }

    /// Opens the ledger anew, unless it answers or somebody else has done so.
    private synchronized void reopen(RunLedger failed) {
        if (closed || !ledger.equals(failed) || answers(failed)) {
            return;
        }
        try {
            RunLedger fresh = opener.get();
            closeQuietly(failed);
            ledger = fresh;
        } catch (LedgerException stillDown) {
            degraded(stillDown);
        }
    }

    private void degraded(LedgerException failure) {
        String message = String.valueOf(failure.getMessage());
        if (trouble.getAndSet(message) == null) {
            LOG.warn("DEGRADED: {}; it is asked again until it answers", message);
        }
    }

    private void recovered() {
        if (trouble.getAndSet(null) != null) {
            LOG.warn("the database answers again");
        }
    }

    private static void closeQuietly(RunLedger ledger) {
        try {
            ledger.close();
        } catch (LedgerException gone) {
            LOG.debug("a ledger whose database went away could not be closed", gone);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (trouble.get() == null) {
            ledger.close();
        } else {
            closeQuietly(ledger);
        }
    }
}
