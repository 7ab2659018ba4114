package org.acinus.pipeline;

/// State of a job; the words of the database's contract.
public enum JobState {
    /// The file is not complete yet.
    WAITING,
    QUEUED,
    RUNNING,
    DONE,
    /// A stated reason; no retry helps.
    FAILED,
    /// Tries used up.
    QUARANTINED
}
