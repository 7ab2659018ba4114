package org.acinus.mil.features;

/// A file that is no feature bag, or a damaged one. The message names the file and says what to do.
public final class InvalidBagException extends RuntimeException {
    InvalidBagException(String message) {
        super(message);
    }

    InvalidBagException(String message, Throwable cause) {
        super(message, cause);
    }
}
