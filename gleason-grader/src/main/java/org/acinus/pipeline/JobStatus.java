package org.acinus.pipeline;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// One line of `status`.
///
/// @param sourceRoot absolute folder that the file was listed under
/// @param file relative to `sourceRoot`
/// @param outcome word of the contract, for a job that is DONE
/// @param demo whether a demonstration said it, for a job that is DONE; empty where nobody noted what its pack is
/// @param code word of [org.acinus.outcome.FailureCode], for a job that is FAILED
/// @param tries failed tries since the job was last asked for
/// @param message for a person
/// @param changedAt when it came into this state, by the database's clock
/// @param waitsFor how long a queued job still waits out a back-off, or how long a running one's lease lasts
public record JobStatus(
        Path sourceRoot,
        String file,
        JobState state,
        Optional<String> outcome,
        Optional<Boolean> demo,
        Optional<String> code,
        int attempts,
        int tries,
        Optional<String> message,
        Instant changedAt,
        Optional<Duration> waitsFor) {}
