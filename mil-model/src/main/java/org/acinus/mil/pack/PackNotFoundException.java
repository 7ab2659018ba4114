package org.acinus.mil.pack;

/// No pack of that name, or not the weights to make it from.
public final class PackNotFoundException extends PackException {
    /// Says which, where it was looked for and how to get it.
    public PackNotFoundException(String message) {
        super(message, null);
    }
}
