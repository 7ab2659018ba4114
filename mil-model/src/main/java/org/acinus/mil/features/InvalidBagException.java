package org.acinus.mil.features;

/// A file that is no feature bag, or a damaged one. The message names the file and says what to do.
public final class InvalidBagException extends RuntimeException {
    /// Says which file, what is wrong and what to do.
    public InvalidBagException(String message) {
        super(message);
    }

    /// The same, with what went wrong beneath.
    public InvalidBagException(String message, Throwable cause) {
        super(message, cause);
    }
}
