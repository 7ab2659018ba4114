package org.acinus.cli.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.acinus.cli.TestingLedger;
import org.acinus.pipeline.LedgerUnavailableException;
import org.acinus.pipeline.StaleClaimException;
import org.junit.jupiter.api.Test;

final class PatientLedgerTest {
    @Test
    void aQuestionIsAskedUntilItIsAnswered() throws InterruptedException {
        AtomicInteger opened = new AtomicInteger();
        PatientLedger ledger = new PatientLedger(() -> {
            opened.incrementAndGet();
            return new TestingLedger();
        });
        AtomicInteger asked = new AtomicInteger();
        String answer = ledger.ask(_ -> {
            if (asked.incrementAndGet() < 3) {
                throw new LedgerUnavailableException("the server is gone", null);
            }
            assertThat(ledger.trouble()).isEqualTo("the server is gone");
            return "yes";
        });
        assertThat(answer).isEqualTo("yes");
        assertThat(ledger.trouble()).isEmpty();
        assertThat(opened.get())
                .as("a ledger that answers other questions is kept")
                .isEqualTo(1);
    }

    /// A server that is cut off, or one whose end the driver has not noticed, says nothing at all.
    @Test
    void aQuestionThatWaitsForLongIsTroubleBeforeItFails() throws InterruptedException {
        PatientLedger ledger = new PatientLedger(TestingLedger::new);
        CountDownLatch answers = new CountDownLatch(1);
        Thread asker = Thread.ofPlatform().start(() -> {
            try {
                ledger.ask(_ -> await().atMost(Duration.ofMinutes(1)).until(answers::getCount, left -> left == 0));
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        assertThat(ledger.trouble()).isEmpty();
        await().atMost(Duration.ofSeconds(6)).until(() -> ledger.trouble().startsWith("it has not answered for "));
        answers.countDown();
        asker.join();
        assertThat(ledger.trouble()).isEmpty();
    }

    @Test
    void aLostClaimIsAnAnswer() {
        PatientLedger ledger = new PatientLedger(TestingLedger::new);
        assertThatThrownBy(() -> ledger.ask(_ -> {
                    throw new StaleClaimException("lost");
                }))
                .isInstanceOf(StaleClaimException.class);
        assertThat(ledger.trouble()).isEmpty();
    }
}
