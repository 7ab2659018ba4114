package org.acinus.mil.pack;

/// A pack whose manifest, files, hashes or answers are not what they should be.
public final class InvalidPackException extends PackException {
    /// A defect that has no other exception behind it.
    public InvalidPackException(String message) {
        super(message, null);
    }

    /// A defect that showed as another exception.
    public InvalidPackException(String message, Throwable cause) {
        super(message, cause);
    }
}
