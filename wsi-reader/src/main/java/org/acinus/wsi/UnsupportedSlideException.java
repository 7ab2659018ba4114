package org.acinus.wsi;

/// No reader here reads such a file.
public final class UnsupportedSlideException extends SlideException {
    public UnsupportedSlideException(String message) {
        super(message, null);
    }
}
