package org.acinus.pipeline.stage;

import org.acinus.outcome.FailureCode;

/// The file is not what was queued: gone, closed to us, or another one by now.
final class SlideChangedException extends RuntimeException {
    private final FailureCode code;

    SlideChangedException(FailureCode code, String message) {
        super(message);
        this.code = code;
    }

    FailureCode code() {
        return code;
    }
}
