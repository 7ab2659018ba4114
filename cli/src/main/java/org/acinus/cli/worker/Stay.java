package org.acinus.cli.worker;

import java.time.Duration;
import java.util.Optional;

/// How long a worker waits for jobs before it ends.
///
/// @param idle empty: for ever
public record Stay(Optional<Duration> idle) {
    /// Ends only when told to.
    public static final Stay FOR_EVER = new Stay(Optional.empty());

    /// Ends at once when nothing can be claimed.
    public static final Stay NOT = new Stay(Optional.of(Duration.ZERO));

    boolean isOver(Duration idleSoFar) {
        return idle.filter(limit -> idleSoFar.compareTo(limit) >= 0).isPresent();
    }
}
