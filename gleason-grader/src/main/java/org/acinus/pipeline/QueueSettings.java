package org.acinus.pipeline;

import java.time.Duration;

/// How patient the queue is.
///
/// @param lease how long a claim lasts without a heartbeat, by the database's clock
/// @param tries failed tries after which a job is quarantined, at least 1
/// @param backOff wait after the first failed try; doubles with each further one
public record QueueSettings(Duration lease, int tries, Duration backOff) {
    /// Two minutes' lease, three tries, half a minute's back-off.
    public static final QueueSettings DEFAULT = new QueueSettings(Duration.ofMinutes(2), 3, Duration.ofSeconds(30));

    public QueueSettings {
        if (!lease.isPositive() || tries < 1 || backOff.isNegative()) {
            throw new IllegalArgumentException(
                    "No queue works with a lease of " + lease + ", " + tries + " tries and a back-off of " + backOff);
        }
    }

    /// How long a worker may go between heartbeats: two may be lost before the lease ends.
    public Duration heartbeat() {
        return lease.dividedBy(3);
    }
}
