package org.acinus.mil.similar;

import org.jspecify.annotations.Nullable;

/// A collection of reference slides that cannot be made or used. The message says which, what is wrong and what to do.
public final class CollectionException extends RuntimeException {
    /// Says what is wrong.
    public CollectionException(String message) {
        this(message, null);
    }

    /// Says what is wrong, and where it came from.
    public CollectionException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
