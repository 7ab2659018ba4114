package org.acinus.intake;

import org.acinus.outcome.FailureCode;

/// A slide that is not let through, and why.
///
/// @param code what it fails with when nobody waits any longer
/// @param reason for a person
public record Held(Drop drop, FailureCode code, String reason) {}
