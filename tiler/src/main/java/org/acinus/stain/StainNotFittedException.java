package org.acinus.stain;

/// A slide that gives a normalisation nothing to fit to. The message says why.
public final class StainNotFittedException extends RuntimeException {
    StainNotFittedException(String reason) {
        super(reason);
    }
}
