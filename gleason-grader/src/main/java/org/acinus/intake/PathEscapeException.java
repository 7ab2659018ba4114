package org.acinus.intake;

/// A slide's index names a file outside the slide's folder: no scanner writes that.
final class PathEscapeException extends RuntimeException {
    PathEscapeException(String message) {
        super(message);
    }
}
