package org.acinus.mil.train.data;

/// Bags or labels that cannot be read or make no sense. The message says where and what to do.
public final class BagDataException extends RuntimeException {
    public BagDataException(String message) {
        super(message);
    }

    public BagDataException(String message, Throwable cause) {
        super(message, cause);
    }
}
