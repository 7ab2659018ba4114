package org.acinus.wsi;

/// Stored pixels that do not decode. The open slide may be of no further use after this.
public final class UnreadableRegionException extends SlideException {
    public UnreadableRegionException(String message) {
        super(message, null);
    }
}
