package org.acinus.wsi;

/// A reader knows the format, but the file breaks its rules.
public final class CorruptSlideException extends SlideException {
    public CorruptSlideException(String message) {
        super(message, null);
    }
}
