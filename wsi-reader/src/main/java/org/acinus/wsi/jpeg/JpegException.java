package org.acinus.wsi.jpeg;

/// A JPEG stream that is broken, cut short, or not what it was said to be. Says what is wrong with the
/// stream; which tile of which file it was is known to the caller.
public final class JpegException extends RuntimeException {
    public JpegException(String message) {
        super(message);
    }
}
