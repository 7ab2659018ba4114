package org.acinus.mil.djl;

/// A device was asked for that this machine, or the engine on it, does not have.
public final class DeviceUnavailableException extends RuntimeException {
    /// Says which device, why not and what to do.
    public DeviceUnavailableException(String message) {
        super(message);
    }

    /// The same, with the engine's own words behind it.
    public DeviceUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
