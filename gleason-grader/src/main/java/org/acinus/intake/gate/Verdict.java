package org.acinus.intake.gate;

import org.acinus.outcome.FailureCode;

/// What the gate says of a candidate at one moment.
public sealed interface Verdict {
    /// A file of it changed a short while ago: nothing is said, and nothing is read.
    record Settling() implements Verdict {}

    /// It is quiet and not whole. After a time it is a failure.
    ///
    /// @param code what it fails with then
    /// @param reason for a person; the same as long as the situation is
    record Incomplete(FailureCode code, String reason) implements Verdict {}

    /// It is quiet and looks unfinished, though nothing proves that. After a time it passes, for the reader to
    /// judge.
    record Doubtful(String reason) implements Verdict {}

    /// It will never pass as it is.
    record Refused(FailureCode code, String reason) implements Verdict {}

    /// It is whole.
    record Whole() implements Verdict {}
}
