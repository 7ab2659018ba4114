package org.acinus.wsi;

/// Not an RGB brightfield slide: fluorescence, or too few bits or channels.
public final class NotBrightfieldException extends SlideException {
    public NotBrightfieldException(String message) {
        super(message, null);
    }
}
