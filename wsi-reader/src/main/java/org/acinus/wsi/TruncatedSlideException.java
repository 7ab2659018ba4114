package org.acinus.wsi;

/// The file ends before its last pixel: an interrupted copy or scan.
public final class TruncatedSlideException extends SlideException {
    public TruncatedSlideException(String message) {
        super(message, null);
    }
}
