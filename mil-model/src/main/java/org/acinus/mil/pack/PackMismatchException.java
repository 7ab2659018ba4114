package org.acinus.mil.pack;

/// Two packs that do not belong together: a head reads the embeddings of one encoder only.
public final class PackMismatchException extends PackException {
    /// Says which two, with both hashes.
    public PackMismatchException(String message) {
        super(message, null);
    }
}
