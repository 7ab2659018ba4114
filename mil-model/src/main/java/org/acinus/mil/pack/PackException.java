package org.acinus.mil.pack;

import org.jspecify.annotations.Nullable;

/// A model pack that cannot be had or used. The message names the pack, what is wrong and what to do.
public abstract sealed class PackException extends RuntimeException
        permits InvalidPackException, PackNotFoundException, PackMismatchException, PackLicenceException {
    PackException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
