package org.acinus.wsi;

import org.jspecify.annotations.Nullable;

/// The file's bytes cannot be fetched: its disk or its share is in trouble. It says nothing of the slide, and another
/// try may end otherwise.
public final class UnreachableSlideException extends SlideException {
    public UnreachableSlideException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
