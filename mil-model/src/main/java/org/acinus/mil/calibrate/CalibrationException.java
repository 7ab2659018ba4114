package org.acinus.mil.calibrate;

/// Slides that a head cannot be calibrated on. The message says what is lacking.
public final class CalibrationException extends RuntimeException {
    public CalibrationException(String message) {
        super(message);
    }
}
