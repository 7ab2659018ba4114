package org.acinus.pipeline;

/// A job that one worker holds.
///
/// @param id the ledger's key
/// @param attempt 1 for the first try; a write with an older attempt is refused
public record ClaimedJob(long id, int attempt, SlideJob job) {}
