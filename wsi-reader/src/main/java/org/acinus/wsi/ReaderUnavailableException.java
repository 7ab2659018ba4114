package org.acinus.wsi;

/// This machine lacks what the reader needs; the message says how to get it.
public final class ReaderUnavailableException extends SlideException {
    public ReaderUnavailableException(String message) {
        super(message, null);
    }
}
