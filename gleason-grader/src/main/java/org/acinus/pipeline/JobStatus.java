package org.acinus.pipeline;

import java.nio.file.Path;
import java.util.Optional;

/// One line of `status`.
///
/// @param sourceRoot absolute folder that the file was listed under
/// @param file relative to `sourceRoot`
/// @param outcome word of the contract, for a job that is DONE
/// @param code word of [org.acinus.outcome.FailureCode], for a job that is FAILED
/// @param message for a person
public record JobStatus(
        Path sourceRoot,
        String file,
        JobState state,
        Optional<String> outcome,
        Optional<String> code,
        int attempts,
        Optional<String> message) {}
