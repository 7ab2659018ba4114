package org.acinus.wsi;

import org.jspecify.annotations.Nullable;

/// A slide that cannot be opened or read. The message names the file and says what is wrong with it.
public abstract sealed class SlideException extends RuntimeException
        permits UnsupportedSlideException,
                CorruptSlideException,
                TruncatedSlideException,
                UnreadableRegionException,
                UnreachableSlideException,
                SpacingException,
                NotBrightfieldException,
                ReaderUnavailableException {
    SlideException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
