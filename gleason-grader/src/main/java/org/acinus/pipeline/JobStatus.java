package org.acinus.pipeline;

import java.util.Optional;

/// One line of `status`.
///
/// @param file relative to its source root
/// @param outcome word of the contract, for a job that is DONE
/// @param code word of [org.acinus.outcome.FailureCode], for a job that is FAILED
/// @param message for a person
public record JobStatus(
        String file,
        JobState state,
        Optional<String> outcome,
        Optional<String> code,
        int attempts,
        Optional<String> message) {}
