package org.acinus.outcome;

import java.util.Optional;

/// What came of a slide. Switch over it without `default`, so that a seventh case fails to compile everywhere at
/// once.
public sealed interface SlideOutcome {

    /// The model calls cancer.
    record Cancer(Assessment assessment) implements SlideOutcome {}

    /// The model calls no cancer.
    record Benign(Assessment assessment) implements SlideOutcome {}

    /// The model's answer must not stand alone: too close to the threshold, or too many tiles unreadable.
    record NeedsReview(Assessment assessment, String reason) implements SlideOutcome {}

    /// Too little tissue to say anything.
    record InsufficientTissue(String reason) implements SlideOutcome {}

    /// The scan is not good enough; the glass should be scanned again.
    record Rescan(String reason) implements SlideOutcome {}

    /// No result: the job failed for a stated reason.
    record Failed(Stage stage, FailureCode code, String message) implements SlideOutcome {}

    /// The word of the database's contract; empty for a failure, which is a job state and no outcome.
    default Optional<String> label() {
        return switch (this) {
            case Cancer cancer -> Optional.of("CANCER");
            case Benign benign -> Optional.of("BENIGN");
            case NeedsReview review -> Optional.of("NEEDS_REVIEW");
            case InsufficientTissue insufficient -> Optional.of("INSUFFICIENT_TISSUE");
            case Rescan rescan -> Optional.of("RESCAN");
            case Failed failed -> Optional.empty();
        };
    }

    /// What the model said, where it was asked.
    default Optional<Assessment> modelAssessment() {
        return switch (this) {
            case Cancer cancer -> Optional.of(cancer.assessment());
            case Benign benign -> Optional.of(benign.assessment());
            case NeedsReview review -> Optional.of(review.assessment());
            case InsufficientTissue insufficient -> Optional.empty();
            case Rescan rescan -> Optional.empty();
            case Failed failed -> Optional.empty();
        };
    }

    /// Why a person must look, or why there is no answer; empty for a plain answer.
    default Optional<String> explanation() {
        return switch (this) {
            case Cancer cancer -> Optional.empty();
            case Benign benign -> Optional.empty();
            case NeedsReview review -> Optional.of(review.reason());
            case InsufficientTissue insufficient -> Optional.of(insufficient.reason());
            case Rescan rescan -> Optional.of(rescan.reason());
            case Failed failed -> Optional.of(failed.message());
        };
    }
}
