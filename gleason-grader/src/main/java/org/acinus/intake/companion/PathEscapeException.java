package org.acinus.intake.companion;

/// A slide's index names a file outside the slide's folder: no scanner writes that.
public final class PathEscapeException extends RuntimeException {
    PathEscapeException(String message) {
        super(message);
    }
}
