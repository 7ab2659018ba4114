package org.acinus.mil.labels;

/// Labels or predictions that cannot be read or make no sense. The message says file, line and cure.
public final class LabelDataException extends RuntimeException {
    public LabelDataException(String message) {
        super(message);
    }

    public LabelDataException(String message, Throwable cause) {
        super(message, cause);
    }
}
